package dev.concierge.bench.journeys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** How long runs took, from what happened until the topic {@code journeys} says how the run stands. */
final class Exits implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Duration> ended = new ConcurrentHashMap<>();
    private final Consumer<String, byte[]> consumer;
    private final String type;
    private final Thread reader;
    private volatile boolean closed;

    Exits(String bootstrap) {
        this(bootstrap, "run.exited");
    }

    /** @param type of the message that ends the waiting */
    Exits(String bootstrap, String type) {
        this.type = type;
        this.consumer = new DefaultKafkaConsumerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions = consumer.partitionsFor("journeys").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // looked up now
        this.reader = Thread.ofPlatform().name("exits").daemon().start(this::read);
    }

    void begun(String guest) {
        begun.put(guest, System.nanoTime());
    }

    /** Those that ended, once so many have or time is up. */
    List<Duration> ended(int many, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (ended.size() < many && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return new ArrayList<>(ended.values());
    }

    private void read() {
        while (!closed) {
            consumer.poll(POLL).forEach(this::note);
        }
        consumer.close();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        Long since = begun.get(record.key());
        if (since != null
                && type.equals(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))) {
            ended.putIfAbsent(record.key(), Duration.ofNanos(System.nanoTime() - since));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
