package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketMetricsTests {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SocketMetrics metrics = new SocketMetrics(meters, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void lagIsCountedFromWhenTheHubWasToldAndIsNothingWhereTheDatabasesClockIsAhead() {
        metrics.heard(NOW.minusSeconds(3));
        metrics.heard(NOW.plusSeconds(1));

        Timer lag = meters.get("hub.live.lag").timer();
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }
}
