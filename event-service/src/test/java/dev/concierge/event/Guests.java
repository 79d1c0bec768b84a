package dev.concierge.event;

import dev.concierge.platform.id.Ids;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the other services say about guests and journeys, and what journeys are told. */
public final class Guests {
    private final TestMessages messages;

    public Guests(TestMessages messages) {
        this.messages = messages;
    }

    /** A guest whom nobody else has. */
    public static String someone() {
        return UUID.randomUUID().toString();
    }

    public void register(String userId) {
        publish("user.registered", userId);
    }

    public void erase(String userId) {
        publish("user.deleted", userId);
    }

    private void publish(String type, String userId) {
        ObjectNode data = (ObjectNode) Contracts.example("users", type).deepCopy();
        messages.publish("users", userId, type, data.put("userId", userId));
    }

    /**
     * Publishes a definition and waits until it is armed.
     *
     * @param listens names as a JSON array
     * @param entry as JSON
     */
    public void arm(String journeyId, int version, String state, String listens, String entry) {
        JsonNode data = JsonMapper.shared().readTree("""
                {"journeyId": "%s", "version": %d, "state": "%s", "listens": %s, "entry": %s}""".formatted(journeyId, version, state, listens, entry));
        UUID id = messages.publish("journey-definitions", journeyId, "journey.listening", data);
        UUID armed = Ids.derived(id, "journey.armed");
        messages.awaitMessage(
                "journey-triggers", "journey.armed", message -> message.id().equals(armed.toString()));
    }

    /** What journeys were told of the guest, in the topic's order, as soon as it is so much. */
    public List<JsonNode> told(String userId, int atLeast) {
        return Awaitility.await().until(() -> told(userId), told -> told.size() >= atLeast);
    }

    /** What journeys were told of the guest before they were told of {@code name}. */
    public List<JsonNode> toldUntil(String userId, String name) {
        List<JsonNode> all = Awaitility.await()
                .until(
                        () -> told(userId),
                        told -> !told.isEmpty()
                                && told.getLast().get("name").asString().equals(name));
        return all.subList(0, all.size() - 1);
    }

    /** The names of what they were told. */
    public List<String> toldNames(String userId, int atLeast) {
        return told(userId, atLeast).stream()
                .map(told -> told.get("name").asString())
                .toList();
    }

    private List<JsonNode> told(String userId) {
        return messages.received("journey-triggers").stream()
                .filter(message -> message.type().equals("trigger.occurred")
                        && message.key().equals(userId))
                .map(TestMessage::data)
                .peek(told -> Contracts.assertValid("journey-triggers", "trigger.occurred", told))
                .toList();
    }
}
