package dev.concierge.bench.fleet;

import dev.concierge.bench.lab.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells when a guest's run of one journey has ended, as the topic {@code journeys} says. */
final class RunExits implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, CountDownLatch> exits = new ConcurrentHashMap<>();
    private final String journeyId;
    private final TopicReader reader;

    RunExits(Map<String, Object> kafka, String journeyId) {
        this.journeyId = "\"" + journeyId + "\"";
        this.reader = TopicReader.fromNow(kafka, "journeys", POLL, this::note);
    }

    boolean await(String guest, Duration patience) {
        try {
            return exit(guest).await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        String type = TopicReader.type(record);
        if (type.equals("run.exited") && new String(record.value(), StandardCharsets.UTF_8).contains(journeyId)) {
            exit(record.key()).countDown();
        }
    }

    private CountDownLatch exit(String guest) {
        return exits.computeIfAbsent(guest, _ -> new CountDownLatch(1));
    }

    @Override
    public void close() {
        reader.close();
    }
}
