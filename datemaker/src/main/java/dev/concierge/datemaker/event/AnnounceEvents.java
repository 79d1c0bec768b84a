package dev.concierge.datemaker.event;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the fleet of every planned event once, of rows inserted by hand too. */
@Component
class AnnounceEvents {
    private static final int BATCH = 100;

    private final DateEvents events;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AnnounceEvents(DateEvents events, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void announce() {
        Workload.BACKGROUND.run(() -> transaction.executeWithoutResult(_ -> announceNew()));
    }

    private void announceNew() {
        for (DateEvent event : events.findByAnnouncedAtIsNullOrderByIdValue(Limit.of(BATCH))) {
            event.announced(clock.instant());
            outbox.append(
                    DateEventPlanned.TOPIC, event.id().toString(), DateEventPlanned.TYPE, DateEventPlanned.of(event));
        }
    }

    /** On the wire {@code date-event.planned}. */
    record DateEventPlanned(
            UUID eventId,
            Instant startsAt,
            DateEventState state,
            @Nullable String title,
            @Nullable UUID seriesId) {
        static final String TOPIC = "date-events";
        static final String TYPE = "date-event.planned";

        static DateEventPlanned of(DateEvent event) {
            return new DateEventPlanned(
                    event.id().value(), event.startsAt(), event.state(), event.title(), event.series());
        }
    }
}
