package dev.concierge.hub.delivery.contact;

import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.http.ServiceClients;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContactSettings.class)
class ContactConfiguration {
    @Bean
    Contacts contacts(ServiceClients services, AnswerCaches caches, ContactSettings settings) {
        return new Contacts(services.create(Users.class, "user"), caches, settings);
    }
}
