package dev.concierge.event.processing;

import dev.concierge.event.capture.Origin;
import dev.concierge.event.history.Occurrence;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what happened to a guest out of a message; empty for messages that tell nothing new. */
final class ReadOccurrence {
    /**
     * Our own interactions come a second time as an event with its place among the guest's other events; only other
     * producers' are taken from {@code interactions}.
     */
    private static final String OURSELVES = "/event-service";

    private ReadOccurrence() {}

    /** What a topic tells counts on that topic only: whoever may write to another tells nothing of users. */
    static Optional<Occurrence> from(ReceivedMessage message) {
        return switch (message.topic()) {
            case "events" -> event(message);
            case "interactions" -> interaction(message);
            case "users" -> message.type().startsWith("user.") ? Optional.of(userChange(message)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Occurrence> event(ReceivedMessage message) {
        return message.type().equals("event.captured")
                ? Optional.of(message.as(EventCaptured.class).toOccurrence())
                : Optional.empty();
    }

    private static Optional<Occurrence> interaction(ReceivedMessage message) {
        return message.type().equals("interaction.captured")
                        && !message.source().equals(OURSELVES)
                ? Optional.of(message.as(InteractionCaptured.class).toOccurrence())
                : Optional.empty();
    }

    /** What the occurrence in the message is. */
    static Origin origin(ReceivedMessage message) {
        return switch (message.topic()) {
            case "users" -> Origin.USER_CHANGE;
            case "interactions" -> Origin.INTERACTION;
            default -> message.as(EventCaptured.class).toldAs();
        };
    }

    private static Occurrence userChange(ReceivedMessage message) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        JsonNode data = message.json();
        if (data != null) {
            data.properties().stream()
                    .filter(field -> !field.getKey().equals("userId"))
                    .forEach(field -> attributes.set(field.getKey(), field.getValue()));
        }
        UUID id = Numbers.uuid(message.id());
        return new Occurrence(id, message.key(), message.type(), message.time(), message.time(), attributes);
    }
}
