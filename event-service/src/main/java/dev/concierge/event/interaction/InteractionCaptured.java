package dev.concierge.event.interaction;

import dev.concierge.event.occurrence.InteractionType;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.UUID;

/** {@code interaction.captured} on topic {@code interactions}. */
record InteractionCaptured(
        UUID interactionId,
        InteractionType type,
        Instant timestamp,
        Instant receivedAt,
        Party origin,
        Party actor,
        Party target) {
    static final String TOPIC = "interactions";

    /** The message's id is not the event's: the event named by the type travels beside it with that one. */
    OutgoingMessage toMessage() {
        UUID messageId = Ids.derived(interactionId, "interaction.captured");
        return new OutgoingMessage(messageId, TOPIC, actor.id(), "interaction.captured", this);
    }
}
