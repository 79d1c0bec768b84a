package dev.concierge.search.assistant.tool;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** What user-service offers of a guest's wishes. */
interface GuestWishes {
    @GetExchange("/users/{userId}/preferences")
    Map<String, JsonNode> of(@PathVariable UUID userId);

    @PostExchange("/users/{userId}/consents")
    void record(@PathVariable UUID userId, @RequestBody Said body);

    record Said(String channel, String wish, boolean given, String source, Instant at) {}
}
