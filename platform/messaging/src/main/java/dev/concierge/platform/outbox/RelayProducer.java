package dev.concierge.platform.outbox;

import dev.concierge.platform.message.Records;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.TransactionIdSuffixStrategy;

/**
 * Sends rows in order. Opening one fences off every earlier producer of the same group: nothing that a stopped
 * process still has in its buffers can reach a topic afterwards. Any error is final: close it and open another.
 */
final class RelayProducer implements AutoCloseable {
    /** Whatever {@code spring.kafka.producer} says: a row is lost with less, and a broker that is away is waited for. */
    private static final Map<String, Object> PROMISED = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            30_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000);

    private final DefaultKafkaProducerFactory<String, byte[]> factory;
    private final Producer<String, byte[]> producer;
    private final Records records;

    RelayProducer(ProducerFactory<String, byte[]> kafka, String transactionalId, Records records) {
        this.factory = (DefaultKafkaProducerFactory<String, byte[]>) kafka.copyWithConfigurationOverride(PROMISED);
        this.records = records;
        factory.setTransactionIdPrefix(transactionalId);
        factory.setTransactionIdSuffixStrategy(new OneProducer());
        factory.setPhysicalCloseTimeout(0);
        this.producer = factory.createProducer();
    }

    /**
     * Returns when every row is acknowledged by all in-sync replicas.
     *
     * @param meanwhile done on this thread while they are on their way
     * @throws TopicRefused when it is one topic that does not take its rows
     */
    void publish(List<OutboxRow> rows, Runnable meanwhile) {
        AtomicReference<@Nullable TopicRefused> refusal = new AtomicReference<>();
        try {
            send(rows, refusal);
            FutureTask<Boolean> commit = new FutureTask<>(producer::commitTransaction, true);
            Thread.ofVirtual().name("outbox-commit").start(commit);
            meanwhile.run();
            await(commit);
        } catch (KafkaException failure) {
            TopicRefused refused = refusal.get();
            throw refused == null ? failure : refused;
        }
    }

    private void send(List<OutboxRow> rows, AtomicReference<@Nullable TopicRefused> refusal) {
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            producer.send(
                    record(row),
                    (_, failure) -> TopicRefused.of(row.topic(), failure)
                            .ifPresent(refused -> refusal.compareAndSet(null, refused)));
        }
    }

    private static void await(FutureTask<Boolean> commit) {
        try {
            boolean _ = commit.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private ProducerRecord<String, byte[]> record(OutboxRow row) {
        ProducerRecord<String, byte[]> record = records.record(
                row.id(),
                row.topic(),
                row.key(),
                row.type(),
                row.createdAt(),
                row.data(),
                row.traceparent(),
                row.headers());
        if (row.number() != null) {
            row.number().addTo(record.headers());
        }
        return record;
    }

    /** Its own {@code close} gives the producer back to the factory; this one ends it. */
    @Override
    public void close() {
        producer.close();
        factory.destroy();
    }

    /** The transactional id as it is: with a number behind it, it would fence nobody. */
    private static final class OneProducer implements TransactionIdSuffixStrategy {
        @Override
        public String acquireSuffix(@Nullable String transactionalId) {
            return "";
        }

        @Override
        public void releaseSuffix(@Nullable String transactionalId, @Nullable String suffix) {}
    }
}
