package dev.concierge.hub.delivery.inbox;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** The inbox has no such message. */
final class ItemNotFound extends Fact {
    ItemNotFound(UUID id) {
        super(Kind.NOT_FOUND, "inbox-item-not-found", "There is no message " + id + " in this inbox.");
    }
}
