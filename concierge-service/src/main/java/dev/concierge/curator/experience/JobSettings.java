package dev.concierge.curator.experience;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run.
 *
 * @param atOnce how many this process works on at one time; 0 where others do
 * @param lease how long a job is left to a worker that says nothing
 * @param patience how long one step is tried
 * @param firstRetry the pause after the first failure, doubled with each further one
 * @param longestRetry the longest pause
 * @param guestBusinesses where guests may create experiences: nowhere unless told, {@code *} for everywhere
 * @param businessTypes the types of resources that businesses alone keep: no guest's experience brings any
 * @param kept how long a job is kept that came to nothing; no shorter than its request may come again
 */
@Validated
@ConfigurationProperties(value = "concierge.curator.job", ignoreUnknownFields = false)
record JobSettings(
        @Min(0) @Max(64) int atOnce,
        @NotNull Duration lease,
        @NotNull Duration patience,
        @NotNull Duration firstRetry,
        @NotNull Duration longestRetry,
        @NotNull List<String> guestBusinesses,
        @NotNull List<String> businessTypes,
        @NotNull Duration kept) {
    private static final Duration LEAST_KEPT = Duration.ofDays(8);

    JobSettings {
        if (kept.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException(
                    "concierge.curator.job.kept: " + kept + " (expected: at least " + LEAST_KEPT + ")");
        }
    }

    boolean isOpenToGuests(String business) {
        return guestBusinesses.contains("*") || guestBusinesses.contains(business);
    }
}
