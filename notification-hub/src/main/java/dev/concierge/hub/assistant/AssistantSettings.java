package dev.concierge.hub.assistant;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a guest waits, how much one says, and how long that is kept.
 *
 * @param patience after which a guest is told that there is no answer, or no more of it
 * @param guestMost how many messages are taken of one guest in a day, by UTC
 * @param kept how long messages and the parts of answers are kept; no shorter than a message may come again
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.assistant", ignoreUnknownFields = false)
record AssistantSettings(
        @DefaultValue("60s") Duration patience,
        @Min(1) @DefaultValue("1000") int guestMost,
        @DefaultValue("90d") Duration kept) {
    private static final Duration LEAST_KEPT = Duration.ofDays(8);

    AssistantSettings {
        if (kept.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "concierge.hub.assistant.kept: " + kept + " (expected: at least " + LEAST_KEPT + ")");
        }
    }
}
