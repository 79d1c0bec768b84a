package dev.concierge.hub.delivery.inbox;

import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.template.Wording;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes a guest's inbox and tells their open screens how much is unread, in the same transaction. */
final class ChangeInbox {
    private static final String EVENT = "inbox";

    private final Inbox inbox;
    private final SendLive live;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    ChangeInbox(Inbox inbox, SendLive live, TransactionTemplate transaction, Ids ids, Clock clock) {
        this.inbox = inbox;
        this.live = live;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction under way. */
    void add(Notification notification, Wording wording) {
        if (inbox.add(notification, wording, clock.instant())) {
            tell(notification.userId(), notification.id());
        }
    }

    InboxItem mark(String userId, UUID id, @Nullable Boolean read, @Nullable Boolean archived) {
        transaction.executeWithoutResult(_ -> {
            if (!inbox.mark(userId, id, read, archived, clock.instant())) {
                throw new ItemNotFound(id);
            }
            tell(userId, null);
        });
        return inbox.find(userId, id).orElseThrow(() -> new ItemNotFound(id));
    }

    /** Whoever has nothing to read, perhaps because they are nobody, is told nothing. */
    void markAllRead(String userId) {
        transaction.executeWithoutResult(_ -> {
            if (inbox.markAllRead(userId, clock.instant())) {
                tell(userId, null);
            }
        });
    }

    /** Lies in Kafka: which message came and how many are unread, not what they say. */
    private void tell(String userId, @Nullable UUID arrived) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        if (arrived != null) {
            payload.put("notificationId", arrived.toString());
        }
        payload.put("unread", inbox.unread(userId));
        live.send(ids.next(), "users:" + userId, EVENT, payload);
    }

    /** The inbox has no such message. */
    private static final class ItemNotFound extends Fact {
        ItemNotFound(UUID id) {
            super(Kind.NOT_FOUND, "inbox-item-not-found", "There is no message " + id + " in this inbox.");
        }
    }
}
