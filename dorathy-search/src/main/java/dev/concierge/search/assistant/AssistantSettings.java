package dev.concierge.search.assistant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param atOnce turns under way in this process, each of another guest
 * @param patience how long showing an answer is tried
 * @param kept how long what was said is kept
 */
@Validated
@ConfigurationProperties(value = "concierge.search.assistant", ignoreUnknownFields = false)
record AssistantSettings(
        @Min(1) @Max(10_000) int atOnce,
        @NotNull Duration patience,
        @NotNull Duration kept) {}
