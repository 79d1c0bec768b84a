package dev.concierge.curator.notice;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks notification-hub to tell a guest, in the transaction of what there is to tell. */
@Component
public class TellGuest {
    private static final String TOPIC = "notifications";
    private static final String TYPE = "notification.requested";

    private final Outbox outbox;
    private final Clock clock;

    TellGuest(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Requested(
            UUID notificationId,
            String userId,
            List<String> channels,
            String category,
            Content content,
            Instant requestedAt) {}

    private record Content(String subject, String text) {}

    /**
     * Once for each cause and subject.
     *
     * @param text nothing personal: it lies in Kafka
     */
    public void tell(UUID cause, String guest, String subject, String text) {
        UUID id = Ids.derived(cause, subject + " " + guest);
        Requested requested = new Requested(
                id, guest, List.of("inbox", "live"), "transactional", new Content(subject, text), clock.instant());
        outbox.append(new OutgoingMessage(id, TOPIC, guest, TYPE, requested));
    }
}
