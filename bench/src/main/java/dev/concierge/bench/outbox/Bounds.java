package dev.concierge.bench.outbox;

import dev.concierge.bench.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/** What the servers give without us: the limits that our figures stand beside. */
final class Bounds {
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private final ProducerFactory<String, byte[]> kafka;
    private final JdbcClient jdbc;

    Bounds(ApplicationContext service, Lab lab) {
        this.kafka = producers(service);
        this.jdbc = service.getBean(JdbcClient.class);
        jdbc.sql("CREATE TABLE IF NOT EXISTS bound (id int PRIMARY KEY, n int NOT NULL)")
                .update();
        jdbc.sql("INSERT INTO bound SELECT id, 0 FROM generate_series(0, 63) AS id ON CONFLICT DO NOTHING")
                .update();
    }

    @SuppressWarnings("unchecked")
    private static ProducerFactory<String, byte[]> producers(ApplicationContext service) {
        ProducerFactory<String, byte[]> factory = service.getBean(ProducerFactory.class);
        return factory.copyWithConfigurationOverride(
                Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000));
    }

    /** Records of the same size per second through an idempotent producer, acks=all. */
    double producer(int records) {
        try (Producer<String, byte[]> producer = kafka.createProducer()) {
            int partitions = producer.partitionsFor("steps").size();
            byte[] value = new byte[200];
            long start = System.nanoTime();
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>("bound", i % partitions, "key" + i % 1000, value));
            }
            producer.flush();
            return perSecond(records, start);
        }
    }

    /** Commits of a one-row update per second, with so many clients. */
    double commits(int clients) throws InterruptedException {
        AtomicLong commits = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int row = client;
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - start < MEASURED.toNanos()) {
                    jdbc.sql("UPDATE bound SET n = n + 1 WHERE id = ?")
                            .param(row)
                            .update();
                    commits.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return perSecond(commits.get(), start);
    }

    private static double perSecond(long count, long start) {
        return count * 1e9 / (System.nanoTime() - start);
    }
}
