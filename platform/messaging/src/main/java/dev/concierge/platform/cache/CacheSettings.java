package dev.concierge.platform.cache;

import dev.concierge.platform.redis.RedisSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The part of the caches that all pods share.
 *
 * @param timeout how long anybody waits for Redis
 * @param kept how long an answer is kept in Redis when nothing is heard of a change
 */
@Validated
@ConfigurationProperties(value = "concierge.cache", ignoreUnknownFields = false)
record CacheSettings(
        @DefaultValue("100ms") Duration timeout,
        @DefaultValue("10m") Duration kept,
        @NotNull @Valid RedisSettings redis) {}
