package dev.concierge.hub.delivery.consent;

import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.delivery.contact.Users;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsentSettings.class)
class ConsentConfiguration {
    @Bean
    Objections objections(JdbcClient jdbc) {
        return new Objections(jdbc);
    }

    @Bean
    ConsentLinks consentLinks(JdbcClient jdbc, ConsentSettings settings) {
        return new ConsentLinks(new LinkKeys(jdbc), settings.publicUrl());
    }

    @Bean
    ConsentPage consentPage() throws IOException {
        return ConsentPage.load();
    }

    @Bean
    ChangeConsent changeConsent(
            Objections objections,
            Effects effects,
            Users users,
            Contacts contacts,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        return new ChangeConsent(objections, effects, users, contacts, transaction, ids, clock);
    }
}
