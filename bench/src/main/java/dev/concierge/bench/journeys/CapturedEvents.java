package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.TopicWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Tells events as a point of sale does, straight to the topic; what the broker acknowledged was accepted. */
final class CapturedEvents implements AutoCloseable {
    private static final String TOPIC = "events";
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Map<String, Instant>> acknowledged = new ConcurrentHashMap<>();
    private final TopicWriter topic;

    CapturedEvents(String bootstrap) {
        topic = new TopicWriter(bootstrap, TOPIC);
    }

    void send(String guest, String name) {
        UUID id = UUID.randomUUID();
        String now = clock.instant().toString();
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "eventId", id,
                "userId", guest,
                "eventName", name,
                "eventAt", now,
                "receivedAt", now,
                "attributes", Map.of("drill", true)));
        topic.send(guest, id.toString(), "event.captured", body, (_, refused) -> {
            if (refused == null) {
                acknowledged
                        .computeIfAbsent(name, _ -> new ConcurrentHashMap<>())
                        .put(guest, clock.instant());
            }
        });
    }

    void flush() {
        topic.flush();
    }

    Map<String, Instant> acknowledged(String name) {
        return acknowledged.getOrDefault(name, Map.of());
    }

    @Override
    public void close() {
        topic.close();
    }
}
