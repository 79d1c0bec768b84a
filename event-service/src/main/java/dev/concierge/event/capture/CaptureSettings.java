package dev.concierge.event.capture;

import dev.concierge.platform.security.Caller;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of ingest.
 *
 * @param maxInFlight messages that may wait for Kafka at once, {@code CONCIERGE_EVENT_CAPTURE_MAX_IN_FLIGHT}; one caller has a
 *     share of them as it has of the permits
 * @param may by kind of caller, which interactions and events it may tell, {@code CONCIERGE_EVENT_CAPTURE_MAY_<KIND>_INTERACTIONS}
 *     and {@code _EVENTS}
 */
@Validated
@ConfigurationProperties(value = "concierge.event.capture", ignoreUnknownFields = false)
record CaptureSettings(
        @Min(2000) @DefaultValue("20000") int maxInFlight,
        @DefaultValue Map<Caller.Kind, MaySay.Words> may) {}
