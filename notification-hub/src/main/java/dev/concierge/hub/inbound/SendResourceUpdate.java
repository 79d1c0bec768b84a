package dev.concierge.hub.inbound;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.message.Ids;
import dev.concierge.platform.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the screens of a location and of its business about a resource; durable before it returns. */
final class SendResourceUpdate {
    private static final String EVENT = "resource_update";

    private final Idempotency idempotency;
    private final SendLive live;
    private final Ids ids;

    SendResourceUpdate(Idempotency idempotency, SendLive live, Ids ids) {
        this.idempotency = idempotency;
        this.live = live;
        this.ids = ids;
    }

    /** The location's channel first; both in the order of the business, so that it stays so on the way. */
    Idempotency.Answer send(Caller caller, @Nullable String key, ResourceNotification notification) {
        if (!caller.businesses().isEmpty() && !caller.businesses().contains(notification.businessId())) {
            throw new BusinessNotYours(notification.businessId());
        }
        return idempotency.once(caller.subject(), key, notification.body(), () -> {
            UUID id = ids.next();
            String business = notification.businessTopic();
            String location = notification.locationTopic();
            live.send(Ids.derived(id, location), location, EVENT, notification.body());
            live.send(Ids.derived(id, business), business, EVENT, notification.body());
            return id;
        });
    }
}
