package dev.concierge.journey.action;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.outgoing.OutgoingCalls;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ActionConfiguration {
    @Bean
    SafeCalls journeyCalls(OutgoingCalls outgoing, @Value("${concierge.http.secrets-dir}") Path secrets) {
        return new SafeCalls(outgoing, secrets);
    }

    @Bean
    Histories histories(ServiceClients services) {
        return services.create(Histories.class, "event");
    }

    @Bean
    Events events(ServiceClients services) {
        return services.create(Events.class, "event");
    }

    @Bean
    Profiles profiles(ServiceClients services) {
        return services.create(Profiles.class, "user");
    }

    @Bean
    GuestSegments guestSegments(ServiceClients services) {
        return services.create(GuestSegments.class, "user");
    }

    @Bean
    Users users(ServiceClients services) {
        return services.create(Users.class, "user");
    }
}
