package dev.concierge.datemaker.outcome;

import dev.concierge.platform.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {
    @Bean
    Contacts contacts(ServiceClients services) {
        return services.create(Contacts.class, "user");
    }
}
