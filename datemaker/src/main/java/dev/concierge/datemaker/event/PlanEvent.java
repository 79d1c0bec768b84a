package dev.concierge.datemaker.event;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
public class PlanEvent {
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
    UUID plan(CreateDateEvent wanted) {
        if (!wanted.startsAt().isAfter(clock.instant())) {
            throw new InvalidInput("/startsAt", wanted.startsAt() + " (expected: a time to come)");
        }
        EventTemplate template = wanted.template();
        template.check("");
        UUID id = ids.next();
        plan(id, wanted.startsAt(), wanted.seriesId(), template);
        announceEvents.announce();
        return id;
    }

    /** Plans an event of a series; the fleet hears of it soon. */
    @Transactional
    public void plan(UUID id, Instant startsAt, @Nullable UUID series, EventTemplate template) {
        events.save(new DateEvent(
                new DateEventId(id),
                startsAt,
                template.title(),
                series,
                template.format(),
                template.timing(),
                template.fare()));
    }
}
