package dev.concierge.resource.operation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where operations come from, and how long it is kept how they ended.
 *
 * @param stream the topic that brings operations, without the prefix
 * @param kept since they ended; no shorter than a topic can bring one again, which is known by its id
 */
@ConfigurationProperties(value = "concierge.operation", ignoreUnknownFields = false)
record OperationSettings(
        @DefaultValue("resource-operations") String stream,
        @DefaultValue("90d") Duration kept) {
    private static final Duration LEAST_KEPT = Duration.ofDays(8);

    OperationSettings {
        if (kept.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "concierge.operation.kept: " + kept + " (expected: at least " + LEAST_KEPT + ")");
        }
    }
}
