package dev.concierge.event.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param perSecond messages at most of the replay that a pod moves on, {@code CONCIERGE_EVENT_REPLAY_PER_SECOND} */
@Validated
@ConfigurationProperties(value = "concierge.event.replay", ignoreUnknownFields = false)
record ReplaySettings(
        @Min(1) @Max(1_000_000) @DefaultValue("5000") int perSecond) {}
