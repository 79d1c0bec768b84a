package dev.concierge.hub.delivery;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How notifications go out.
 *
 * @param channels those that have a provider, {@code CONCIERGE_NOTIFICATION_CHANNELS}
 * @param poll the longest wait between looks while nothing is due
 * @param claim after which what a pod looked at is taken by another; longer than any attempt
 * @param firstRetry before the second attempt; it doubles up to {@code lastRetry}
 * @param patience after the first attempt, when it is given up
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.delivery", ignoreUnknownFields = false)
record DeliverySettings(
        @NotEmpty @DefaultValue({"email", "live", "inbox"}) Set<String> channels,

        @DefaultValue("200ms") Duration poll,
        @DefaultValue("2m") Duration claim,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("5m") Duration lastRetry,
        @DefaultValue("24h") Duration patience) {}
