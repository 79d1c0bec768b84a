package dev.concierge.bench.ingest;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** What the broker alone takes of records of that size, as Kafka's own kafka-producer-perf-test measures it. */
final class BareProducer {
    /** It has to be there. */
    static final String TOPIC = "bare";

    private static final int KEYS = 1_000;

    private BareProducer() {}

    static double perSecond(String bootstrap, int bytes, int records) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 3, "max.block.ms", 10_000);
        try (Producer<String, byte[]> producer = new DefaultKafkaProducerFactory<>(
                        settings, new StringSerializer(), new ByteArraySerializer())
                .createProducer()) {
            byte[] value = new byte[bytes];
            for (int number = 0; number < records / 10; number++) {
                producer.send(new ProducerRecord<>(TOPIC, "key" + number % KEYS, value));
            }
            producer.flush();
            long begin = System.nanoTime();
            for (int number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(TOPIC, "key" + number % KEYS, value));
            }
            producer.flush();
            return records * 1e9 / (System.nanoTime() - begin);
        }
    }
}
