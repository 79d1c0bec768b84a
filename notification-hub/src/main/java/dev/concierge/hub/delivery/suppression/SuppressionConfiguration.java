package dev.concierge.hub.delivery.suppression;

import dev.concierge.hub.delivery.consent.ConsentLinks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SuppressionConfiguration {
    @Bean
    SuppressedAddresses suppressedAddresses(JdbcClient jdbc, ConsentLinks links) {
        return new SuppressedAddresses(jdbc, links);
    }
}
