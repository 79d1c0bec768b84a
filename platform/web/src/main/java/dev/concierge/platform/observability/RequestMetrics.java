package dev.concierge.platform.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** What is counted of requests: no probes, and no labels that repeat what the status says. */
public final class RequestMetrics {
    private static final Set<String> REPEATED = Set.of("error", "exception", "outcome");

    private RequestMetrics() {}

    /** Whether a request comes from whoever watches, not from whoever uses. */
    public static boolean isWatching(String path) {
        return Probes.PATHS.contains(path) || path.startsWith("/actuator/");
    }

    static MeterFilter withoutRepetitions() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.")
                        ? id.replaceTags(id.getTags().stream()
                                .filter((Tag tag) -> !REPEATED.contains(tag.getKey()))
                                .toList())
                        : id;
            }
        };
    }
}
