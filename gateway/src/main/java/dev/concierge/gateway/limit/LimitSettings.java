package dev.concierge.gateway.limit;

import dev.concierge.platform.redis.RedisSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param perSecond how fast a client's bucket fills
 * @param burst how much it holds
 * @param ingestPerSecond the same of what tells events, by anybody but guests
 * @param ingestBurst how much that bucket holds
 * @param refusedPerSecond how many requests of one address may end in 401, in the long run
 * @param refusedBurst and at once
 * @param redisTimeout how long a request waits for Redis before the bucket in memory decides
 */
@Validated
@ConfigurationProperties(value = "concierge.gateway.limit", ignoreUnknownFields = false)
record LimitSettings(
        @Positive int perSecond,
        @Positive int burst,
        @Positive int ingestPerSecond,
        @Positive int ingestBurst,
        @Positive int refusedPerSecond,
        @Positive int refusedBurst,
        @NotNull Duration redisTimeout,
        @NotNull @Valid RedisSettings redis) {
    Rate rate() {
        return new Rate(perSecond, burst);
    }

    Rate ingestRate() {
        return new Rate(ingestPerSecond, ingestBurst);
    }

    Rate refusedRate() {
        return new Rate(refusedPerSecond, refusedBurst);
    }
}
