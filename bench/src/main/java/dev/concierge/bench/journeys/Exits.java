package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.TopicReader;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How long runs took, from what happened until the topic {@code journeys} says how the run stands. */
final class Exits implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Duration> ended = new ConcurrentHashMap<>();
    private final String type;
    private final TopicReader reader;

    Exits(String bootstrap) {
        this(bootstrap, "run.exited");
    }

    /** @param type of the message that ends the waiting */
    Exits(String bootstrap, String type) {
        this.type = type;
        this.reader = TopicReader.fromNow(Map.of("bootstrap.servers", bootstrap), "journeys", POLL, this::note);
    }

    void begun(String guest) {
        begun.put(guest, System.nanoTime());
    }

    /** Those that ended, once so many have or time is up. */
    List<Duration> ended(int many, Duration patience) {
        boolean _ = Wait.until(patience, POLL, () -> ended.size() >= many);
        return new ArrayList<>(ended.values());
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        Long since = begun.get(record.key());
        if (since != null && type.equals(TopicReader.type(record))) {
            ended.putIfAbsent(record.key(), Duration.ofNanos(System.nanoTime() - since));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
