package dev.concierge.datemaker.event;

import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the fleet of every planned event once, of rows inserted by hand too. */
@Component
class AnnounceEvents {
    private static final int BATCH = 100;

    private final DateEvents events;
    private final Outbox outbox;
    private final Clock clock;

    AnnounceEvents(DateEvents events, Outbox outbox, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    @Transactional
    public void announce() {
        for (DateEvent event : events.findByAnnouncedAtIsNullOrderByIdValue(Limit.of(BATCH))) {
            event.announced(clock.instant());
            outbox.append(
                    DateEventPlanned.TOPIC, event.id().toString(), DateEventPlanned.TYPE, DateEventPlanned.of(event));
        }
    }
}
