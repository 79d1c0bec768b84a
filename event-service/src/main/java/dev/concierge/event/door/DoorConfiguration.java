package dev.concierge.event.door;

import dev.concierge.event.capture.TurnedAway;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.SecurityContextHolderFilter;

@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    /** Around the filter that answers with problems (+2). */
    @Bean
    FilterRegistrationBean<CountRefused> countRefused(TurnedAway turnedAway) {
        FilterRegistrationBean<CountRefused> registration = new FilterRegistrationBean<>(new CountRefused(turnedAway));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Where the security context is there still, whatever knew the caller. */
    @Bean
    Customizer<HttpSecurity> callersOfRefused() {
        return http -> http.addFilterAfter(new CountRefused.NoteCaller(), SecurityContextHolderFilter.class);
    }
}
