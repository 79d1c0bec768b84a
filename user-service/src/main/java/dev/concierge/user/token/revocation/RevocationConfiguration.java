package dev.concierge.user.token.revocation;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {
    /** Each process asks each second: neither traces nor figures of requests are about that. */
    @Bean
    ObservationPredicate followersAreNoUsers() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext request)
                || request.getCarrier() == null
                || !request.getCarrier().getRequestURI().equals(RevocationController.PATH);
    }
}
