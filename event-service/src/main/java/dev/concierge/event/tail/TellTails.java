package dev.concierge.event.tail;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Tells tails what they catch, some of each second: it is for eyes, and never holds up the stream. Whoever reads again what
 * was rolled back tells it again, under the same id.
 */
public class TellTails {
    static final String TOPIC = "event-tails";

    private static final Logger log = LoggerFactory.getLogger(TellTails.class);
    private static final int PER_SECOND = 20;

    private final Tails tails;
    private final Publisher publisher;
    private final Clock clock;
    private volatile List<Tail> live = List.of();
    private final Map<UUID, Window> windows = new HashMap<>();

    TellTails(Tails tails, Publisher publisher, Clock clock) {
        this.tails = tails;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void readAgain() {
        try {
            live = tails.live(clock.instant());
        } catch (DataAccessException | TransactionException away) {
            log.warn("Tails stay as they were read last: {}", away.getMessage());
        }
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forgetEnded() {
        tails.forgetEnded(clock.instant());
    }

    /** What was stored just now. */
    public void tell(List<Occurrence> events) {
        List<Tail> watching = live;
        if (watching.isEmpty()) {
            return;
        }
        for (Tail tail : watching) {
            events.stream().filter(tail::catches).forEach(event -> tell(tail, event));
        }
        forget(watching);
    }

    private synchronized void tell(Tail tail, Occurrence event) {
        long second = clock.instant().getEpochSecond();
        Window window = windows.computeIfAbsent(tail.tailId(), _ -> new Window());
        if (window.second != second) {
            window.second = second;
            window.told = 0;
        }
        if (window.told >= PER_SECOND) {
            window.leftOut++;
            return;
        }
        window.told++;
        var _ = publisher.publish(EventTailed.of(tail, event, window.leftOut).toMessage());
        window.leftOut = 0;
    }

    private synchronized void forget(List<Tail> watching) {
        if (windows.size() > watching.size()) {
            windows.keySet().retainAll(watching.stream().map(Tail::tailId).toList());
        }
    }

    /** What this process has told a tail. */
    private static final class Window {
        private long second;
        private int told;
        private long leftOut;
    }

    /** {@code event.tailed}. */
    record EventTailed(
            UUID tailId,
            UUID eventId,
            String userId,
            String eventName,
            Instant eventAt,
            Instant receivedAt,
            String client,
            Attributes attributes,
            long leftOut) {
        private static EventTailed of(Tail tail, Occurrence event, long leftOut) {
            return new EventTailed(
                    tail.tailId(),
                    event.id(),
                    event.userId(),
                    event.name(),
                    event.at(),
                    event.receivedAt(),
                    event.client(),
                    event.attributes(),
                    leftOut);
        }

        private OutgoingMessage toMessage() {
            UUID id = Ids.derived(eventId, tailId.toString());
            return new OutgoingMessage(id, TOPIC, tailId.toString(), "event.tailed", this);
        }
    }
}
