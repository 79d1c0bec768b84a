package dev.concierge.hub.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What sockets are counted by: opened, closed and refused, delivered and dropped. */
final class SocketMetrics {
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Clock clock;
    private final Timer lag;
    private final Counter deliveries;
    private final Counter dropped;
    private final Counter joinsRefused;
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Map<Recovery, Counter> recovered = new EnumMap<>(Recovery.class);

    /** Why there was no socket. */
    enum Refusal {
        PATH,
        MALFORMED,
        NO_UPGRADE,
        ORIGIN,
        TOKEN,
        VERSION,
        CAPACITY,
        NOT_READY
    }

    /** What a client got that asked for what it missed. */
    enum Recovery {
        ALL,
        SOME,
        NONE,
        /** It has seen more than this pod: nothing was missed that is known here. */
        AHEAD,
        TOO_MUCH
    }

    /** @param clock the same as the database's, within what a metric of seconds may be wrong by */
    SocketMetrics(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.lag = Timer.builder("hub.live.lag")
                .description("From when the hub was told of something until sockets of one loop have it")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
        this.deliveries = Counter.builder("hub.deliveries")
                .description("Broadcasts handed to sockets")
                .register(meters);
        this.dropped = Counter.builder("hub.drops")
                .description("Broadcasts that were not written: their sockets were closed, to resume where they were")
                .tag("reason", CloseReason.TOO_SLOW.tag())
                .register(meters);
        this.joinsRefused = counter(
                meters,
                "hub.joins.refused",
                "Joins for which the pod, or the share of its subject or tenant, had no room",
                tag(Refusal.CAPACITY));
        // each reason from the start, so that its first time has a rate
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, counter(meters, "hub.sockets.closed", "Sockets that the hub closed", reason.tag()));
        }
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, counter(meters, "hub.sockets.refused", "Sockets that were not opened", tag(reason)));
        }
        for (Recovery outcome : Recovery.values()) {
            recovered.put(
                    outcome, counter(meters, "hub.recoveries", "Joins that asked for what was missed", tag(outcome)));
        }
    }

    void delivered(int count) {
        if (count > 0) {
            deliveries.increment(count);
        }
    }

    /** A broadcast was handed to those of one loop who listen. What nobody hears of is late for nobody. */
    void heard(Instant sentAt) {
        lag.record(Math.max(0, clock.millis() - sentAt.toEpochMilli()), TimeUnit.MILLISECONDS);
    }

    void dropped(int count) {
        dropped.increment(count);
    }

    void closed(CloseReason reason) {
        Objects.requireNonNull(closed.get(reason)).increment();
    }

    void refused(Refusal reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }

    void joinRefused() {
        joinsRefused.increment();
    }

    void recovered(Recovery outcome) {
        Objects.requireNonNull(recovered.get(outcome)).increment();
    }

    private static String tag(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static Counter counter(MeterRegistry meters, String name, String description, String reason) {
        return Counter.builder(name)
                .description(description)
                .tag("reason", reason)
                .register(meters);
    }
}
