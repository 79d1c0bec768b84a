package dev.concierge.event.capture;

import dev.concierge.platform.message.OutgoingMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code event.refused} on topic {@code event-losses}: what a request told that was not taken, by name and the problem's
 * code, or that was taken although it does not fit its schema. It is durable before the refusal is answered, so that every
 * refusal is counted; what {@link TurnedAway} sums up comes behind.
 */
record EventsRefused(String client, List<Refusal> refusals) {
    static final String TOPIC = "event-losses";

    record Refusal(String eventName, String reason, long count) {}

    OutgoingMessage toMessage(UUID id) {
        return new OutgoingMessage(id, TOPIC, client, "event.refused", this);
    }

    /** Counts the refusals of one request. */
    static final class Count {
        private final Map<String, Map<String, Long>> byName = new LinkedHashMap<>();

        /** @param reason the problem's code, or as what something is counted that is taken */
        void add(String eventName, String reason) {
            add(eventName, reason, 1);
        }

        void add(String eventName, String reason, long many) {
            byName.computeIfAbsent(eventName, _ -> new LinkedHashMap<>()).merge(reason, many, Long::sum);
        }

        boolean isEmpty() {
            return byName.isEmpty();
        }

        EventsRefused of(String client) {
            return new EventsRefused(
                    client,
                    byName.entrySet().stream()
                            .flatMap(name -> name.getValue().entrySet().stream()
                                    .map(reason -> new Refusal(name.getKey(), reason.getKey(), reason.getValue())))
                            .toList());
        }
    }
}
