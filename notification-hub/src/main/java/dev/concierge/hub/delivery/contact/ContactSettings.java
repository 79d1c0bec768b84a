package dev.concierge.hub.delivery.contact;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long contacts are remembered in this process.
 *
 * @param remembered what another pod may have missed of a guest's change
 * @param size how many at most
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.contacts", ignoreUnknownFields = false)
record ContactSettings(
        @DefaultValue("10s") Duration remembered,
        @Positive @DefaultValue("10000") long size) {}
