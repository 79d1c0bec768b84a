package dev.concierge.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * What the broker alone takes of records of that size. It stands for Kafka's own kafka-producer-perf-test, which comes with
 * the distribution and with no artifact of the build: the same client sends records of one size as fast as it can with
 * {@code acks=all}, here from a process that is warm, with keys as events have them.
 */
final class BareProducer {
    /** It has to be there. */
    static final String TOPIC = "bare";

    static final String NAME = "bare producer for kafka-producer-perf-test, acks=all";
    static final String ONE_BY_ONE = "bare producer, each record awaited, acks=all";

    private static final int KEYS = 1_000;

    private BareProducer() {}

    static double perSecond(String bootstrap, int bytes, int records) {
        try (Producer<String, byte[]> producer = producer(bootstrap)) {
            byte[] value = new byte[bytes];
            for (int number = 0; number < records / 10; number++) {
                producer.send(keyed(number, value));
            }
            producer.flush();
            long begin = System.nanoTime();
            for (int number = 0; number < records; number++) {
                producer.send(keyed(number, value));
            }
            producer.flush();
            return records * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** The same of callers who each wait for one record before they send the next, as who posts single events does. */
    static double perSecondAwaited(String bootstrap, int bytes, int records, int callers) {
        try (Producer<String, byte[]> producer = producer(bootstrap)) {
            byte[] value = new byte[bytes];
            awaited(producer, value, records / 10, callers);
            long begin = System.nanoTime();
            long taken = awaited(producer, value, records, callers);
            return taken * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static long awaited(Producer<String, byte[]> producer, byte[] value, int records, int callers) {
        AtomicInteger next = new AtomicInteger();
        LongAdder taken = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int number = next.getAndIncrement(); number < records; number = next.getAndIncrement()) {
                    await(producer.send(keyed(number, value)));
                    taken.increment();
                }
            }));
        }
        threads.forEach(IngestRig::join);
        return taken.sum();
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static ProducerRecord<String, byte[]> keyed(int number, byte[] value) {
        return new ProducerRecord<>(TOPIC, "key" + number % KEYS, value);
    }

    private static Producer<String, byte[]> producer(String bootstrap) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 3, "max.block.ms", 10_000);
        return new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer())
                .createProducer();
    }
}
