package dev.concierge.event.capture;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of ingest.
 *
 * @param maxInFlight messages that may wait for Kafka at once, {@code CONCIERGE_EVENT_CAPTURE_MAX_IN_FLIGHT}
 * @param maxBody bytes of a request, {@code CONCIERGE_EVENT_CAPTURE_MAX_BODY}
 */
@Validated
@ConfigurationProperties(value = "concierge.event.capture", ignoreUnknownFields = false)
record CaptureSettings(
        @Min(2000) @DefaultValue("20000") int maxInFlight,
        @DefaultValue("4MB") DataSize maxBody) {}
