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

    /** A counter that begins with its first time has no rate then. */
    @Test
    void whatClientsGetWhoMissedSomethingIsCountedFromTheStart() {
        assertThat(meters.get("hub.recoveries").counters())
                .extracting(counter -> counter.getId().getTag("reason"))
                .containsExactlyInAnyOrder("all", "some", "none", "ahead", "too_much");

        metrics.recovered(SocketMetrics.Recovery.TOO_MUCH);

        assertThat(meters.get("hub.recoveries")
                        .tag("reason", "too_much")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void lagIsCountedFromWhenTheHubWasToldAndIsNothingWhereTheDatabasesClockIsAhead() {
        metrics.heard(NOW.minusSeconds(3));
        metrics.heard(NOW.plusSeconds(1));

        Timer lag = meters.get("hub.live.lag").timer();
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }
}
