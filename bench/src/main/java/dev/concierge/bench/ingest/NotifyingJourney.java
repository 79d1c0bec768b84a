package dev.concierge.bench.ingest;

import dev.concierge.bench.journeys.Operator;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.lab.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A pod of journey-service as its image runs it, beside event-service. Its journey is entered by {@link TriggersTold#NAME}
 * and notifies the guest at its first node: what it asks of the hub is noted as it stands on the topic.
 */
final class NotifyingJourney implements AutoCloseable {
    private static final String NAME = "journey-service";
    private static final String JOURNEY = "bench-effect";
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String DEFINITION = """
            {"journeyId": "%s", "name": "Effect", "entry": {"on": "%s"}, "start": "tell", "nodes": {
              "tell": {"type": "notification", "channels": ["live"], "category": "transactional",
                       "content": {"subject": "Hello", "text": "Good to see you."}, "next": "done"},
              "done": {"type": "exit", "reason": "completed"}}}
            """.formatted(JOURNEY, TriggersTold.NAME);

    private final Map<String, Long> notifiedAt = new ConcurrentHashMap<>();
    private final Issuer issuer;
    private final Pod pod;
    private final TopicReader reader;

    NotifyingJourney(Pod.Place place) throws IOException, InterruptedException {
        issuer = place.issuer();
        place.lab().createTopics("notification-receipts");
        pod = Pod.start(place, NAME, NAME).awaitReady();
        reader = TopicReader.fromBeginning(
                Map.of("bootstrap.servers", place.lab().kafka()), "notifications", POLL, this::note);
    }

    /** Publishes it and waits until it takes guests in. */
    void open() throws IOException, InterruptedException {
        try (Operator operator = new Operator(pod, issuer)) {
            operator.publish(JOURNEY, DEFINITION);
            operator.awaitLive(JOURNEY);
        }
    }

    /** When the hub was first asked to notify a guest, by {@link System#nanoTime}. */
    Map<String, Long> notifiedAt() {
        return notifiedAt;
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (TopicReader.type(record).equals("notification.requested")) {
            notifiedAt.putIfAbsent(record.key(), System.nanoTime());
        }
    }

    @Override
    public void close() {
        reader.close();
        pod.close();
    }
}
