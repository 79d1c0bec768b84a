package dev.concierge.hub.assistant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Whom guests' messages are handed to. */
interface Agents {
    @PostExchange("/agent/messages")
    void send(@RequestBody Asked message);

    /** A repetition has the same {@code messageId}. */
    record Asked(@Nullable String businessId, String userId, UUID conversationId, UUID messageId, String content) {}
}
