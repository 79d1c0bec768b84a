package dev.concierge.bench.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Tells when a guest's run of one journey has ended, as the topic {@code journeys} says. */
final class RunExits implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, CountDownLatch> exits = new ConcurrentHashMap<>();
    private final String journeyId;
    private final Consumer<String, byte[]> consumer;
    private final Thread reader;
    private volatile boolean closed;

    RunExits(String bootstrap, String journeyId) {
        this.journeyId = "\"" + journeyId + "\"";
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
        this.reader = Thread.ofPlatform().name("runs").daemon().start(this::read);
    }

    boolean await(String guest, Duration patience) {
        try {
            return exit(guest).await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read() {
        while (!closed) {
            consumer.poll(POLL).forEach(this::note);
        }
        consumer.close();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        if (type.equals("run.exited") && new String(record.value(), StandardCharsets.UTF_8).contains(journeyId)) {
            exit(record.key()).countDown();
        }
    }

    private CountDownLatch exit(String guest) {
        return exits.computeIfAbsent(guest, _ -> new CountDownLatch(1));
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
