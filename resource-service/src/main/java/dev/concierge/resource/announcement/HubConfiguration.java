package dev.concierge.resource.announcement;

import dev.concierge.platform.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HubConfiguration {
    @Bean
    Hub hub(ServiceClients clients) {
        return clients.create(Hub.class, "hub");
    }
}
