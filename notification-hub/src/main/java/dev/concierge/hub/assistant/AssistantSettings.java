package dev.concierge.hub.assistant;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a guest waits, and how much one says.
 *
 * @param patience after which a guest is told that there is no answer, or no more of it
 * @param guestMost how many messages are taken of one guest in a day, by UTC
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.assistant", ignoreUnknownFields = false)
record AssistantSettings(
        @DefaultValue("60s") Duration patience,
        @Min(1) @DefaultValue("1000") int guestMost) {}
