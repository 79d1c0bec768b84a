package dev.concierge.event.processing;

import dev.concierge.event.capture.Fields;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Texts;
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
    static final String OURSELVES = "/event-service";

    private static final int ID = 128;
    /** With name and reason it is the key of the ledger. */
    static final int CLIENT = 512;

    private ReadOccurrence() {}

    /** What a topic tells counts on that topic only: whoever may write to another tells nothing of users or segments. */
    static Optional<Occurrence> from(ReceivedMessage message) {
        return switch (message.topic()) {
            case "events" -> event(message);
            case "interactions" -> interaction(message);
            case "users" -> message.type().startsWith("user.") ? Optional.of(userChange(message)) : Optional.empty();
            case "segments" ->
                message.type().startsWith("segment.") ? Optional.of(userChange(message)) : Optional.empty();
            case "bookings" ->
                message.type().startsWith("booking.") ? Optional.of(userChange(message)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Occurrence> event(ReceivedMessage message) {
        return message.type().equals("event.captured")
                ? Optional.of(foreign(message, ReadCaptured.from(message.body().bytes(), message.source())))
                : Optional.empty();
    }

    private static Optional<Occurrence> interaction(ReceivedMessage message) {
        return message.type().equals("interaction.captured")
                        && !message.source().equals(OURSELVES)
                ? Optional.of(
                        foreign(message, message.as(InteractionCaptured.class).toOccurrence(message.source())))
                : Optional.empty();
    }

    /**
     * Others write to these topics past our doors: what those would refuse is parked, as no index of the history takes it.
     * So is what has another key than its guest: it would come beside the guest's order, and behind their erasure.
     */
    private static Occurrence foreign(ReceivedMessage message, Occurrence told) {
        requireLength("userId", told.userId(), 1, ID);
        requireLength("eventName", told.name(), 1, Fields.NAME);
        requireLength("client", told.client(), 0, CLIENT);
        if (!message.key().equals(told.userId())) {
            throw new IllegalArgumentException(
                    "userId: " + told.userId() + " (expected: the key of its record, " + message.key() + ")");
        }
        return told;
    }

    private static void requireLength(String field, String text, int least, int most) {
        int length = Texts.length(text.isBlank() ? "" : text);
        if (length < least || length > most) {
            throw new IllegalArgumentException(
                    field + ": " + length + " characters (expected: " + least + " to " + most + ")");
        }
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
        return new Occurrence(
                id,
                message.key(),
                message.type(),
                message.time(),
                message.time(),
                Origin.USER_CHANGE,
                message.source(),
                Attributes.of(attributes));
    }
}
