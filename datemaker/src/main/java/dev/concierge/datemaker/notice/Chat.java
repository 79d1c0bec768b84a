package dev.concierge.datemaker.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a bot talks to a guest.
 *
 * @param messageId the message that is edited to show what comes; null for a new one
 */
public record Chat(String chatId, @Nullable String messageId) {
    /** The seed's headers. */
    public Map<String, String> headers(UUID user, @Nullable UUID event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user_id", user.toString());
        headers.put("chat_id", chatId);
        if (messageId != null) {
            headers.put("message_id", messageId);
        }
        if (event != null) {
            headers.put("event_id", event.toString());
        }
        return headers;
    }
}
