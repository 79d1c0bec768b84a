package dev.concierge.datemaker.event;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PlanEvent {
    private final DateEvents events;
    private final AnnounceEvents announceEvents;
    private final Ids ids;
    private final Clock clock;

    PlanEvent(DateEvents events, AnnounceEvents announceEvents, Ids ids, Clock clock) {
        this.events = events;
        this.announceEvents = announceEvents;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public UUID plan(CreateDateEvent wanted) {
        if (!wanted.startsAt().isAfter(clock.instant())) {
            throw new InvalidInput("/startsAt", wanted.startsAt() + " (expected: a time to come)");
        }
        UUID id = ids.next();
        // as precise as the database keeps it
        events.save(new DateEvent(
                new DateEventId(id),
                wanted.startsAt().truncatedTo(ChronoUnit.MICROS),
                wanted.title(),
                wanted.seriesId()));
        announceEvents.announce();
        return id;
    }
}
