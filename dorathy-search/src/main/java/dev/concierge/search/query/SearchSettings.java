package dev.concierge.search.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param atOnce how many searches of guests run at one time, and as many of all others; 0 for two of each processor, and four
 *     at least
 * @param patience how long a search waits for its turn
 */
@Validated
@ConfigurationProperties(value = "concierge.search.query", ignoreUnknownFields = false)
record SearchSettings(
        @PositiveOrZero @Max(1000) int atOnce, @NotNull Duration patience) {
    private static final int OF_A_PROCESSOR = 2;
    private static final int LEAST = 4;

    int places() {
        return atOnce > 0
                ? atOnce
                : Math.max(LEAST, OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors());
    }
}
