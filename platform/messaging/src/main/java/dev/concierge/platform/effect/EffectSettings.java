package dev.concierge.platform.effect;

import dev.concierge.platform.loop.Backoff;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How effects are performed.
 *
 * @param claim after which an effect whose worker fell silent is taken by another; longer than any attempt
 * @param poll longest wait between looks while idle
 * @param firstRetry wait before the second attempt; it doubles up to {@code lastRetry}
 */
@ConfigurationProperties(value = "concierge.effect", ignoreUnknownFields = false)
public record EffectSettings(
        @DefaultValue("60s") Duration claim,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("5m") Duration lastRetry) {
    Duration retryAfter(int attempts) {
        return new Backoff(firstRetry, lastRetry).after(attempts);
    }
}
