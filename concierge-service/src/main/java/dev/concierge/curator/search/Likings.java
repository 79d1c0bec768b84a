package dev.concierge.curator.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.http.ServiceUnavailable;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;

/** What guests like, as user-service knows it; a search goes on without when it does not answer. */
@Component
final class Likings {
    /** Searching comes in bursts. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int GUESTS = 10_000;
    private static final int MOST = 20;
    private static final int LONGEST = 60;

    private final Profiles profiles;
    private final Cache<String, Map<String, Double>> known =
            Caffeine.newBuilder().maximumSize(GUESTS).expireAfterWrite(KEPT).build();

    Likings(ServiceClients services) {
        this.profiles = services.create(Profiles.class, "user");
    }

    /** What we read of a profile. */
    interface Profiles {
        @GetExchange("/profiles/{guest}")
        Profile find(@PathVariable String guest);
    }

    record Profile(@Nullable Map<String, Double> affinities) {}

    /** Weights from 0 to 1 of the topics liked most. */
    Map<String, Double> of(String guest) {
        return known.get(guest, this::ask);
    }

    private Map<String, Double> ask(String guest) {
        try {
            Map<String, Double> affinities = profiles.find(guest).affinities();
            Map<String, Double> liked = new LinkedHashMap<>();
            if (affinities != null) {
                affinities.entrySet().stream()
                        .filter(liking ->
                                liking.getValue() > 0 && liking.getKey().length() <= LONGEST)
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST)
                        .forEach(liking -> liked.put(liking.getKey(), Math.min(1, liking.getValue())));
            }
            return liked;
        } catch (ServiceUnavailable | HttpClientErrorException unknown) {
            return Map.of();
        }
    }
}
