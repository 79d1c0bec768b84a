package dev.concierge.event.capture;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of ingest.
 *
 * @param maxInFlight messages that may wait for Kafka at once, {@code CONCIERGE_EVENT_CAPTURE_MAX_IN_FLIGHT}
 */
@Validated
@ConfigurationProperties(value = "concierge.event.capture", ignoreUnknownFields = false)
record CaptureSettings(@Min(2000) @DefaultValue("20000") int maxInFlight) {}
