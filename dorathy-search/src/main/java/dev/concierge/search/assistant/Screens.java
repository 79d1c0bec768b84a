package dev.concierge.search.assistant;

import java.util.Locale;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** What the hub offers: guests' screens. */
interface Screens {
    /** @param key lets the call be repeated; the hub knows a part by its index */
    @PostExchange("/api/agent/responses")
    void show(@RequestHeader("Idempotency-Key") String key, @RequestBody Shown part);

    record Shown(UUID conversationId, UUID messageId, int index, String kind, JsonNode content) {
        static Shown of(UUID conversation, UUID message, Turns.Part part) {
            String kind = part.kind().name().toLowerCase(Locale.ROOT);
            return new Shown(conversation, message, part.index(), kind, part.content());
        }
    }
}
