package dev.concierge.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that tests move. In flow tests it starts at the real time and goes on from there, so that code which waits
 * by the clock does not wait for ever; in plain tests it stands still. It ticks in microseconds, as the services' does.
 */
public final class TestClock extends Clock {
    private final InstantSource base;
    private final AtomicReference<Duration> offset;
    private final ZoneId zone;

    private TestClock(InstantSource base, AtomicReference<Duration> offset, ZoneId zone) {
        this.base = base;
        this.offset = offset;
        this.zone = zone;
    }

    public static TestClock ticking() {
        return new TestClock(InstantSource.system(), new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
    }

    public static TestClock standingAt(Instant instant) {
        return new TestClock(() -> instant, new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
    }

    public void advance(Duration step) {
        offset.updateAndGet(now -> now.plus(step));
    }

    public void set(Instant instant) {
        offset.set(Duration.between(base.instant(), instant));
    }

    /** Back to where it was before anybody moved it: in flow tests the real time. */
    public void reset() {
        offset.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Moves with this clock. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(base, offset, other);
    }
}
