package dev.concierge.curator.curation;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.http.ServiceUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** What a guest is drawn to, as their profile says now. A curation is made without it where user-service does not answer. */
@Component
class ReadPersona {
    private final Profiles profiles;
    private final Counter missing;

    ReadPersona(ServiceClients services, MeterRegistry meters) {
        this.profiles = services.create(Profiles.class, "user");
        this.missing = Counter.builder("curator.personas.missing")
                .description("curations made without a persona because user-service did not answer")
                .register(meters);
    }

    /** Weights of topics. */
    Map<String, Double> of(String guest) {
        try {
            Map<String, Double> affinities = profiles.find(guest).affinities();
            return affinities == null ? Map.of() : new HashMap<>(affinities);
        } catch (HttpClientErrorException.NotFound unknown) {
            return Map.of();
        } catch (ServiceUnavailable away) {
            missing.increment();
            return Map.of();
        }
    }
}
