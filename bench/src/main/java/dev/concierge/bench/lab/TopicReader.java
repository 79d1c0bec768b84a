package dev.concierge.bench.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Shows what is committed on a topic as it comes, on a thread of its own until it is closed. */
public final class TopicReader implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final Duration poll;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> each;
    private final Thread reader;
    private volatile boolean closed;

    private TopicReader(
            Consumer<String, byte[]> consumer,
            String topic,
            Duration poll,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        this.consumer = consumer;
        this.poll = poll;
        this.each = each;
        this.reader = Thread.ofPlatform().name("read-" + topic).daemon().start(this::read);
    }

    /** With all that is there already. */
    public static TopicReader fromBeginning(
            Map<String, Object> kafka,
            String topic,
            Duration poll,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        Consumer<String, byte[]> consumer = consumer(kafka);
        List<TopicPartition> partitions = assigned(consumer, topic);
        consumer.seekToBeginning(partitions);
        return new TopicReader(consumer, topic, poll, each);
    }

    /** What comes once this returns. */
    public static TopicReader fromNow(
            Map<String, Object> kafka,
            String topic,
            Duration poll,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        Consumer<String, byte[]> consumer = consumer(kafka);
        List<TopicPartition> partitions = assigned(consumer, topic);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // looked up now
        return new TopicReader(consumer, topic, poll, each);
    }

    /** What kind of message it is. */
    public static String type(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_type");
    }

    /** By which its consumers know a repetition of it. */
    public static String id(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_id");
    }

    /** When its producer wrote it: where an outbox is between, just before the commit. */
    public static Instant time(ConsumerRecord<String, byte[]> record) {
        return Instant.parse(header(record, "ce_time"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** @param kafka where it is and how one logs in there */
    private static Consumer<String, byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        return new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer())
                .createConsumer();
    }

    private static List<TopicPartition> assigned(Consumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }

    private void read() {
        while (!closed) {
            consumer.poll(poll).forEach(each);
        }
        consumer.close();
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
