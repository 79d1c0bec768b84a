package dev.concierge.platform.input;

import org.hibernate.validator.HibernateValidatorConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class InputAutoConfiguration {
    @Bean
    @ConditionalOnWebApplication
    StrictParameters strictParameters() {
        return new StrictParameters();
    }

    @Bean
    ValidationConfigurationCustomizer lengthsInCodePoints() {
        return configuration -> {
            if (configuration instanceof HibernateValidatorConfiguration hibernate) {
                Lengths.redefineIn(hibernate);
                Presence.redefineIn(hibernate);
            }
        };
    }
}
