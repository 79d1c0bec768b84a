package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.guest.Guests;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.outcome.Choices.Choice;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.platform.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Matches, statistics and ratings of an event, in the transaction that finishes it: all at once or not at all. */
@Component
public class SaveResults {
    private static final String TOPIC = "date-events";
    private static final String TYPE = "date-event.results-saved";

    private final Choices choices;
    private final Statistics statistics;
    private final Guests guests;
    private final EventDesk desk;
    private final EventLog log;
    private final Outbox outbox;

    SaveResults(Choices choices, Statistics statistics, Guests guests, EventDesk desk, EventLog log, Outbox outbox) {
        this.choices = choices;
        this.statistics = statistics;
        this.guests = guests;
        this.desk = desk;
        this.log = log;
        this.outbox = outbox;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void save(UUID event, Instant now) {
        List<Pair> matches = choices.mutual(event);
        for (Pair match : matches) {
            choices.match(event, match, now);
            tell(event, match.one(), match.other());
            tell(event, match.other(), match.one());
        }
        for (Choice choice : choices.of(event)) {
            if (choice.liked() != null) {
                guests.rate(choice.partnerId(), choice.liked() ? 1 : 0, choice.liked() ? 0 : 1);
            }
        }
        Statistics.Counts counts = statistics.save(event, now);
        log.note(event, now, "results-saved", null, Map.of("matched", counts.matched()));
        outbox.append(
                TOPIC,
                event.toString(),
                TYPE,
                new ResultsSaved(
                        event,
                        counts.registered(),
                        counts.accepted(),
                        counts.declined(),
                        counts.came(),
                        counts.met(),
                        counts.matched(),
                        now));
    }

    private void tell(UUID event, UUID guest, UUID partner) {
        desk.tell(desk.find(event, guest), Notice.match(partner));
    }

    /** On the wire {@code date-event.results-saved}. */
    record ResultsSaved(
            UUID eventId,
            int registered,
            int accepted,
            int declined,
            int came,
            int met,
            int matched,
            Instant savedAt) {}
}
