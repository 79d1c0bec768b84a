package dev.concierge.datemaker.booking;

import dev.concierge.platform.http.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BookingConfiguration {
    @Bean
    Bookings bookings(ServiceClients services) {
        return services.create(Bookings.class, "resource");
    }
}
