package dev.concierge.event.interaction;

import dev.concierge.event.capture.Capturable;
import dev.concierge.event.capture.EventCaptured;
import dev.concierge.event.capture.Receipt;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.InteractionType;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An interaction as its sender tells it. */
record Interaction(
        InteractionType type,
        Instant at,
        Party origin,
        Party actor,
        Party target,
        @Nullable String messageId) implements Capturable {
    @Override
    public String userId() {
        return actor.id();
    }

    @Override
    public String name() {
        return type.name();
    }

    /** Itself, and the event named by its type that history and journeys know. */
    @Override
    public List<OutgoingMessage> messages(Receipt receipt) {
        EventCaptured event = new EventCaptured(
                receipt.eventId(),
                userId(),
                type.name(),
                at,
                receipt.at(),
                attributes(),
                Origin.INTERACTION,
                receipt.client());
        InteractionCaptured interaction =
                new InteractionCaptured(receipt.eventId(), type, at, receipt.at(), origin, actor, target);
        return List.of(event.toMessage(receipt.historyOnly()), interaction.toMessage());
    }

    @Override
    public Attributes attributes() {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        put(attributes, "origin", origin);
        put(attributes, "actor", actor);
        put(attributes, "target", target);
        return Attributes.of(attributes);
    }

    private static void put(ObjectNode attributes, String name, Party party) {
        attributes.putObject(name).put("id", party.id()).put("type", party.type());
    }
}
