package dev.concierge.platform.observability;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param drainDelay between telling that this instance is not ready and no longer accepting connections */
@Validated
@ConfigurationProperties(prefix = "concierge.observability", ignoreUnknownFields = false)
record ObservabilitySettings(@NotNull Duration drainDelay) {}
