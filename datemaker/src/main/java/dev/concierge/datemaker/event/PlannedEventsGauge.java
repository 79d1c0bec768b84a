package dev.concierge.datemaker.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The metrics {@code datemaker_events_planned}, events to come, and {@code datemaker_events_overdue}, those whose step
 * nobody has taken: counted now and then so that a scrape costs nothing.
 */
@Component
class PlannedEventsGauge {
    private static final Set<DateEventState> TO_COME =
            EnumSet.of(DateEventState.NOT_STARTED, DateEventState.REG_CONFIRM, DateEventState.READY);

    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private final DateEvents events;
    private final Clock clock;
    private final AtomicLong planned = new AtomicLong();
    private final AtomicLong overdue = new AtomicLong();

    PlannedEventsGauge(DateEvents events, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.clock = clock;
        Gauge.builder("datemaker.events.planned", planned, AtomicLong::get)
                .description("Events to come")
                .register(meters);
        Gauge.builder("datemaker.events.overdue", overdue, AtomicLong::get)
                .description("Events whose next step nobody took in time")
                .register(meters);
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        planned.set(events.countByStartsAtGreaterThanAndStateIn(clock.instant(), TO_COME));
        overdue.set(events.countByHeldAtIsNullAndDueAtLessThan(clock.instant().minus(TOLERATED)));
    }
}
