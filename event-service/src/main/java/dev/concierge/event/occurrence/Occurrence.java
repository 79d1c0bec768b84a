package dev.concierge.event.occurrence;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a guest: a captured event, an interaction or a change of the user.
 *
 * @param name of the event; the type of an interaction or user change
 * @param receivedAt when the platform learned of it
 * @param origin what it was told as
 * @param client whose client told it; another producer's source
 */
public record Occurrence(
        UUID id,
        String userId,
        String name,
        Instant at,
        Instant receivedAt,
        Origin origin,
        String client,
        Attributes attributes) {
    /** 1 and 1.0 are one number, as they are for JSONB. */
    private static final Comparator<JsonNode> SAME_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    /** What it is known by: an id may be used again for another guest. */
    public record Key(String userId, UUID eventId) {}

    public Key key() {
        return new Key(userId, id);
    }

    /** The same as received at another time. */
    public Occurrence receivedAt(Instant time) {
        return new Occurrence(id, userId, name, at, time, origin, client, attributes);
    }

    /** Whether it has each of these attributes with exactly this value. */
    public boolean has(JsonNode wanted) {
        return wanted.isEmpty()
                || wanted.properties().stream()
                        .allMatch(attribute -> attribute
                                .getValue()
                                .equals(SAME_VALUE, attributes.tree().path(attribute.getKey())));
    }
}
