package dev.concierge.hub.assistant;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** Something else was said under this id, maybe by somebody else: taking it for a repetition would lose it without a word. */
final class MessageIdTaken extends Fact {
    MessageIdTaken(UUID messageId) {
        super(
                Kind.UNPROCESSABLE,
                "message-id-taken",
                "messageId: " + messageId + " (expected: an id of this message alone).");
    }
}
