package dev.concierge.hub.delivery;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** No notification has this id, or its guest was erased. */
final class NotificationNotFound extends Fact {
    NotificationNotFound(UUID id) {
        super(Kind.NOT_FOUND, "notification-not-found", "There is no notification " + id + ".");
    }
}
