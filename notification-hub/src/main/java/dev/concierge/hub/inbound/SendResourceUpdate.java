package dev.concierge.hub.inbound;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the screens of a location and of its business about a resource; durable before it returns. */
final class SendResourceUpdate {
    private static final String EVENT = "resource_update";

    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final SendLive live;
    private final Ids ids;

    SendResourceUpdate(Idempotency idempotency, TransactionTemplate transaction, SendLive live, Ids ids) {
        this.idempotency = idempotency.at("POST /api/notifications");
        this.transaction = transaction;
        this.live = live;
        this.ids = ids;
    }

    /**
     * Sends all of them or none, in their order.
     *
     * @param key of the request; null for none: then each notification's own counts
     */
    Idempotency.Answer send(Caller caller, @Nullable String key, List<ResourceNotification> notifications) {
        for (ResourceNotification notification : notifications) {
            if (!caller.businesses().isEmpty() && !caller.businesses().contains(notification.businessId())) {
                throw new BusinessNotYours(notification.businessId());
            }
        }
        if (key != null) {
            List<Object> bodies = notifications.stream()
                    .<Object>map(ResourceNotification::body)
                    .toList();
            return idempotency.once(caller.keyspace(), key, bodies.size() == 1 ? bodies.getFirst() : bodies, () -> {
                notifications.forEach(this::show);
                return ids.next();
            });
        }
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<Idempotency.Answer> answers = notifications.stream()
                    .map(notification -> idempotency.once(
                            caller.keyspace(), notification.key(), notification.body(), () -> show(notification)))
                    .toList();
            boolean isRepetition = answers.stream().allMatch(Idempotency.Answer::replayed);
            return new Idempotency.Answer(answers.getFirst().id(), isRepetition);
        }));
    }

    /** The location's channel first; the two share an order, so that it stays so on the way. */
    private UUID show(ResourceNotification notification) {
        UUID id = ids.next();
        String business = notification.businessTopic();
        String location = notification.locationTopic();
        live.send(Ids.derived(id, location), location, EVENT, notification.text());
        live.send(Ids.derived(id, business), business, EVENT, notification.text());
        return id;
    }

    /** The caller may act for some businesses, and this is none of them. */
    private static final class BusinessNotYours extends Fact {
        BusinessNotYours(String businessId) {
            super(Kind.FORBIDDEN, "business-not-yours", "The token does not name the business " + businessId + ".");
        }
    }
}
