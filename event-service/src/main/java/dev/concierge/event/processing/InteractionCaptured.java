package dev.concierge.event.processing;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our view of {@code interaction.captured}. */
record InteractionCaptured(
        UUID interactionId,
        String type,
        Instant timestamp,
        Instant receivedAt,
        ObjectNode origin,
        Actor actor,
        ObjectNode target) {
    record Actor(String id, String type) {}

    Occurrence toOccurrence(String source) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.set("origin", origin);
        attributes.putObject("actor").put("id", actor.id()).put("type", actor.type());
        attributes.set("target", target);
        return new Occurrence(
                interactionId,
                actor.id(),
                type,
                timestamp,
                receivedAt,
                Origin.INTERACTION,
                source,
                ReadCaptured.bounded(attributes));
    }
}
