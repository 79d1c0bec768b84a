package dev.concierge.journey.schedule;

import dev.concierge.platform.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
    @Bean
    Segments segments(ServiceClients services) {
        return services.create(Segments.class, "user");
    }
}
