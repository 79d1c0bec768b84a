package dev.concierge.event.outlet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

    boolean wants(String topic, String type) {
        return types.contains(type) && topic.equals(OutletTypes.topicOf(type));
    }

    boolean wantsEvent(String eventName) {
        return eventNames.isEmpty() || eventNames.contains(eventName);
    }
}
