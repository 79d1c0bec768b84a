package dev.concierge.search.availability;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param deadline how long an answer waits for resource-service
 * @param ahead free within which time counts as available
 */
@Validated
@ConfigurationProperties(value = "concierge.search.availability", ignoreUnknownFields = false)
record AvailabilitySettings(
        @NotNull Duration deadline, @NotNull Duration ahead) {}
