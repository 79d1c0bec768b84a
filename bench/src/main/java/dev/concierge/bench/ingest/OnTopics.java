package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.TopicReader;
import dev.concierge.bench.lab.WholeTopic;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the broker holds: each topic read once from its begin to what is committed when it is asked. */
final class OnTopics {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> kafka;

    OnTopics(String bootstrap) {
        this.kafka = Map.of("bootstrap.servers", bootstrap);
    }

    /** Events that came in, each as often as it is there. */
    long captured() {
        AtomicLong captured = new AtomicLong();
        WholeTopic.read(kafka, "events", record -> {
            if (TopicReader.type(record).equals("event.captured")) {
                captured.incrementAndGet();
            }
        });
        return captured.get();
    }

    /** What was refused and turned away, by its reason; what was told again under its id once. */
    Map<String, Long> refused() {
        Map<String, Long> byReason = new TreeMap<>();
        Set<String> known = new HashSet<>();
        WholeTopic.read(kafka, "event-losses", record -> {
            if (!known.add(TopicReader.id(record))) {
                return;
            }
            for (JsonNode refusal : JSON.readTree(record.value()).path("refusals")) {
                byReason.merge(
                        refusal.path("reason").asString(), refusal.path("count").asLong(), Long::sum);
            }
        });
        return byReason;
    }
}
