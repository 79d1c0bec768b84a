package dev.concierge.hub.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How far behind this pod reads. */
final class LiveMetrics {
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Timer lag;
    private final Clock clock;

    LiveMetrics(MeterRegistry meters, Clock clock) {
        this.lag = Timer.builder("hub.live.lag")
                .description("From a broadcast's arrival at the broker until this pod has read it")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
        this.clock = clock;
    }

    void read(long sentAt) {
        lag.record(Math.max(0, clock.millis() - sentAt), TimeUnit.MILLISECONDS);
    }
}
