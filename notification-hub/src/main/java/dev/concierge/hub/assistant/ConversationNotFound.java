package dev.concierge.hub.assistant;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** There is no such conversation, or it is somebody else's. */
final class ConversationNotFound extends Fact {
    ConversationNotFound(UUID conversationId) {
        super(Kind.NOT_FOUND, "conversation-not-found", "There is no conversation " + conversationId + ".");
    }
}
