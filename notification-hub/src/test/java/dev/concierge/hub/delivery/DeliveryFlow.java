package dev.concierge.hub.delivery;

import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A guest of one's own, and notifications to them. */
public abstract class DeliveryFlow extends HubFlow {
    protected final String userId = UUID.randomUUID().toString();
    protected final String address = userId + "@example.com";

    @BeforeEach
    void knowTheGuest() {
        USERS.knowsFriend(userId, address);
    }

    protected UUID marketing(String... channels) {
        return request(Map.of("category", "marketing"), channels);
    }

    protected UUID transactional(String... channels) {
        return request(Map.of(), channels);
    }

    /** @param fields that differ from a transactional one that says hello */
    protected UUID request(Map<String, ?> fields, String... channels) {
        UUID id = UUID.randomUUID();
        Map<String, Object> requested = new HashMap<>(Map.of(
                "notificationId",
                id,
                "userId",
                userId,
                "channels",
                List.of(channels),
                "category",
                "transactional",
                "requestedAt",
                "2026-11-22T09:00:00Z"));
        if (!fields.containsKey("template")) {
            requested.put("content", Map.of("subject", "Hello", "text", "Hello there."));
        }
        requested.putAll(fields);
        messages.publish("notifications", userId, "notification.requested", requested);
        return id;
    }

    protected JsonNode receipt(String outcome, UUID id) {
        return messages.await(
                "notification-receipts",
                "notification." + outcome,
                data -> data.path("notificationId").asString().equals(id.toString()));
    }

    protected String reason(String outcome, UUID id) {
        return receipt(outcome, id).path("reason").asString();
    }

    /** What operators are shown of the notification on its first channel. */
    protected JsonNode shown(UUID id) {
        return json(get("/notifications/" + id, TestTokens.operator()).body()).at("/channels/0");
    }

    protected static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
