package dev.concierge.event.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutletMetricsTests {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutletMetrics metrics = new OutletMetrics(meters, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachHasItsNameAndSaysWhatItIs() {
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder("event.outlet.sent", "event.outlet.failed", "event.outlet.behind");
        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
    }

    @Test
    void behindIsTheOldestThatWaits() {
        metrics.waits(ONE, NOW.minusSeconds(10));
        metrics.waits(OTHER, NOW.minusSeconds(90));
        assertThat(behind()).isEqualTo(90);

        metrics.left(OTHER);
        assertThat(behind()).isEqualTo(10);

        metrics.sent(ONE, 7);
        assertThat(behind()).isZero();
        assertThat(meters.counter("event.outlet.sent").count()).isEqualTo(7);
    }

    private double behind() {
        return meters.get("event.outlet.behind").timeGauge().value(TimeUnit.SECONDS);
    }
}
