package dev.concierge.datemaker.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The metric {@code datemaker_events_planned}: events to come, counted now and then so that a scrape costs nothing. */
@Component
class PlannedEventsGauge {
    private static final Set<DateEventState> TO_COME =
            EnumSet.of(DateEventState.NOT_STARTED, DateEventState.REG_CONFIRM, DateEventState.READY);

    private final DateEvents events;
    private final Clock clock;
    private final AtomicLong planned;

    PlannedEventsGauge(DateEvents events, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.clock = clock;
        this.planned = meters.gauge("datemaker.events.planned", new AtomicLong());
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        planned.set(events.countByStartsAtGreaterThanAndStateIn(clock.instant(), TO_COME));
    }
}
