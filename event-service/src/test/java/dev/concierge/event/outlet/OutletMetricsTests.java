package dev.concierge.event.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.outlet.Outlets.Claimed;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutletMetricsTests {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Claimed ONE = claimed(1);
    private static final Claimed OTHER = claimed(2);

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

    @Test
    void whatFailedStaysBehindUntilItIsSentOrTaken() {
        metrics.waits(ONE, NOW.minusSeconds(10));
        metrics.failed(ONE);
        metrics.left(ONE);
        metrics.waits(OTHER, NOW.minusSeconds(90));
        metrics.failed(OTHER);
        metrics.left(OTHER);
        assertThat(behind()).isEqualTo(90);
        assertThat(metrics.failing()).containsExactlyInAnyOrder(ONE, OTHER);

        metrics.forget(List.of(OTHER));
        assertThat(behind()).isEqualTo(10);

        metrics.claimed(ONE);
        assertThat(metrics.failing()).isEmpty();
        assertThat(behind()).isEqualTo(10);
        metrics.sent(ONE, 1);
        assertThat(behind()).isZero();
    }

    private static Claimed claimed(long id) {
        Outlet outlet = new Outlet(
                new UUID(0, id), "o", "https://o.example", "o", List.of(), List.of(), false, 1, Instant.EPOCH, "o");
        return new Claimed(outlet, 1, 0);
    }

    private double behind() {
        return meters.get("event.outlet.behind").timeGauge().value(TimeUnit.SECONDS);
    }
}
