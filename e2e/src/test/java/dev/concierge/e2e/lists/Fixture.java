package dev.concierge.e2e.lists;

import dev.concierge.e2e.lists.Outcomes.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of Segment's protocol out of somebody's files, and what its fields say.
 *
 * @param file where it stands
 * @param sentAt by the sender's clock; null when it is not said
 */
record Fixture(
        String file,
        String guest,
        ObjectNode message,
        @Nullable Instant sentAt) {
    /** Segment's reserved traits of people that tell who they are. */
    private static final List<String> PERSONAL = List.of(
            "address",
            "avatar",
            "birthday",
            "description",
            "email",
            "firstName",
            "lastName",
            "name",
            "phone",
            "username",
            "website");

    /** A file that is a single message becomes a batch of one. */
    static ObjectNode batch(JsonNode file) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        if (file.path("batch").isArray()) {
            batch.setAll((ObjectNode) file);
        } else {
            batch.putArray("batch").add(file);
        }
        return batch;
    }

    /** @param message which will be the guest's */
    static Fixture of(String file, ObjectNode message, String guest, JsonNode sentAt) {
        message.put(message.hasNonNull("userId") ? "userId" : "anonymousId", guest);
        JsonNode sent = sentAt.isString() ? sentAt : message.path("sentAt");
        return new Fixture(file, guest, message, sent.isString() ? Instant.parse(sent.stringValue()) : null);
    }

    /** What is wrong with the event that was made of it; nothing is right. */
    List<String> faultsOf(JsonNode event) {
        List<String> faults = new ArrayList<>();
        String type = message.path("type").asString();
        String name = type.equals("track") ? message.path("event").asString() : "segment " + type;
        if (!event.path("eventName").asString().equals(name)) {
            faults.add(file + " is named " + event.path("eventName") + " (expected: " + name + ")");
        }
        if (!event.path("userId").asString().equals(guest)) {
            faults.add(file + " is of " + event.path("userId") + " (expected: " + guest + ")");
        }
        Instant at = at(Instant.parse(event.path("receivedAt").asString()));
        if (!Instant.parse(event.path("eventAt").asString()).equals(at)) {
            faults.add(file + " was at " + event.path("eventAt") + " (expected: " + at + ")");
        }
        String attributes = new Outcome(file, 200, "", List.of(event.path("attributes")), null)
                .expecting(attributes(type))
                .fault();
        if (attributes != null) {
            faults.add(file + ": " + attributes);
        }
        return faults;
    }

    /** By our clock, and never later than it came. */
    private Instant at(Instant receivedAt) {
        if (!message.path("timestamp").isString()) {
            return receivedAt;
        }
        Instant told = Instant.parse(message.path("timestamp").stringValue());
        Instant at = sentAt == null ? told : told.plus(Duration.between(sentAt, receivedAt));
        return at.isAfter(receivedAt) ? receivedAt : at;
    }

    private ObjectNode attributes(String type) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (String details : List.of("properties", "traits")) {
            if (message.path(details) instanceof ObjectNode object) {
                attributes.setAll(object);
            }
        }
        if (type.equals("identify")) {
            attributes.remove(PERSONAL);
        }
        List<String> besides = switch (type) {
            case "page", "screen" -> List.of("name", "category");
            case "group" -> List.of("groupId");
            case "alias" -> List.of("previousId");
            default -> List.of();
        };
        besides.forEach(field -> put(attributes, field));
        if (message.hasNonNull("userId")) {
            put(attributes, "anonymousId");
        }
        return attributes;
    }

    private void put(ObjectNode attributes, String field) {
        if (message.hasNonNull(field)) {
            attributes.set(field, message.get(field));
        }
    }
}
