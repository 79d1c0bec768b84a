package dev.concierge.event.outlet;

import dev.concierge.event.capture.EventCaptured;
import dev.concierge.event.capture.ReservedNames;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * To whom what happened is pushed.
 *
 * @param secret the name of the one that signs, of the secrets' folder
 * @param types of messages, each of {@link OutletTypes}
 * @param eventNames of captured events; none for all
 * @param version raised by each change
 */
record Outlet(
        UUID outletId,
        String name,
        String url,
        String secret,
        List<String> types,
        List<String> eventNames,
        boolean paused,
        int version,
        Instant changedAt,
        String changedBy) {

    /** @throws JacksonException when it cannot be read, and so not be sent, either */
    boolean wants(ReceivedMessage message) {
        String type = message.type();
        if (!types.contains(type) || !message.topic().equals(OutletTypes.topicOf(type))) {
            return false;
        }
        @Nullable JsonNode data = message.json();
        return !type.equals(OutletTypes.CAPTURED)
                || (data != null
                        && !message.headers().containsKey(EventCaptured.HISTORY_ONLY)
                        && wantsEvent(data, message.key()));
    }

    /** Whoever writes to the topic past our doors is heard here no more than in the history. */
    private boolean wantsEvent(JsonNode event, String key) {
        String eventName = event.path("eventName").asString("");
        return (eventNames.isEmpty() || eventNames.contains(eventName))
                && !ReservedNames.isReserved(eventName)
                && event.path("userId").asString("").equals(key);
    }
}
