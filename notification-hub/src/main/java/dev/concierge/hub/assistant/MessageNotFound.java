package dev.concierge.hub.assistant;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** Nobody said this, or its guest was erased. */
final class MessageNotFound extends Fact {
    MessageNotFound(UUID messageId) {
        super(Kind.NOT_FOUND, "message-not-found", "There is no message " + messageId + " in this conversation.");
    }
}
