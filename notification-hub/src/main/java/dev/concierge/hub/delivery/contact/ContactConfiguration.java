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
    Users users(ServiceClients services) {
        return services.create(Users.class, "user");
    }

    @Bean
    Contacts contacts(Users users, AnswerCaches caches, ContactSettings settings) {
        return new Contacts(users, caches, settings);
    }
}
