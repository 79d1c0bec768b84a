package dev.concierge.event.processing;

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

    static Optional<Occurrence> from(ReceivedMessage message) {
        return switch (message.type()) {
            case "event.captured" -> Optional.of(message.as(EventCaptured.class).toOccurrence());
            case "interaction.captured" ->
                message.source().equals(OURSELVES)
                        ? Optional.empty()
                        : Optional.of(message.as(InteractionCaptured.class).toOccurrence());
            case String type when type.startsWith("user.") -> Optional.of(userChange(message));
            default -> Optional.empty();
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
