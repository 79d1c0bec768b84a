package dev.concierge.platform.message;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Publishes with the service's one producer. */
final class KafkaPublisher implements Publisher {
    private final KafkaTemplate<String, byte[]> kafka;
    private final Records records;
    private final MessageJson json;
    private final Traces traces;
    private final Clock clock;

    KafkaPublisher(KafkaTemplate<String, byte[]> kafka, Records records, MessageJson json, Traces traces, Clock clock) {
        this.kafka = kafka;
        this.records = records;
        this.json = json;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> publish(OutgoingMessage message) {
        return send(records.record(
                        message.id(),
                        message.topic(),
                        message.key(),
                        message.type(),
                        clock.instant(),
                        json.write(message.data()),
                        traces.traceparent(),
                        message.headers()))
                .thenApply(_ -> null);
    }

    /** What fails at once is a failed future too, such as a broker that {@code max.block.ms} did not reach. */
    private CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> message) {
        try {
            return kafka.send(message);
        } catch (KafkaException | org.apache.kafka.common.KafkaException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
