package dev.concierge.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pools beside the one of {@code spring.datasource}, which is left to requests, and how long a statement may run in
 * each. docs/operations.md adds up the connections.
 *
 * @param requestTimeout of statements of requests
 * @param consumers of batches, timers and redrives: one connection a worker
 * @param relay of the outbox: one a shard group
 * @param background of effects, gauges and retention
 */
@ConfigurationProperties(value = "concierge.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue Consumers consumers,
        @DefaultValue Relay relay,
        @DefaultValue Background background) {
    /** {@code CONCIERGE_DATABASE_CONSUMERS_SIZE}, {@code _TIMEOUT}. */
    public record Consumers(
            @DefaultValue("3") int size,
            @DefaultValue("30s") Duration timeout) {}

    /** {@code CONCIERGE_DATABASE_RELAY_SIZE}, {@code _TIMEOUT}. */
    public record Relay(
            @DefaultValue("1") int size,
            @DefaultValue("30s") Duration timeout) {}

    /** {@code CONCIERGE_DATABASE_BACKGROUND_SIZE}, {@code _TIMEOUT}. */
    public record Background(
            @DefaultValue("2") int size,
            @DefaultValue("30s") Duration timeout) {}
}
