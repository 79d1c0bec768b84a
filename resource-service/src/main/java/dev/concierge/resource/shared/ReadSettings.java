package dev.concierge.resource.shared;

import dev.concierge.platform.redis.RedisSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param shared whether pods share what they read; where one does not, none does
 * @param timeout how long a request waits for Redis
 */
@Validated
@ConfigurationProperties(value = "concierge.reads", ignoreUnknownFields = false)
record ReadSettings(
        @DefaultValue("true") boolean shared,
        @DefaultValue("250ms") Duration timeout,
        @NotNull @Valid RedisSettings redis) {}
