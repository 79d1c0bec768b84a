package dev.concierge.platform.outbox;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.jspecify.annotations.Nullable;

/** A topic does not take a row, and will not if it is sent again at once: too large, not allowed, not valid. */
final class TopicRefused extends KafkaException {
    private final String topic;

    TopicRefused(String topic, Exception cause) {
        super(topic + " refuses a row: " + cause.getMessage(), cause);
        this.topic = topic;
    }

    /** Empty when it is about the broker or the producer rather than the topic. */
    static Optional<TopicRefused> of(String topic, @Nullable Exception failure) {
        return switch (failure) {
            case RetriableException _,
                    ApplicationRecoverableException _,
                    OutOfOrderSequenceException _,
                    TransactionAbortedException _ -> Optional.empty();
            case ApiException ofTheTopic -> Optional.of(new TopicRefused(topic, ofTheTopic));
            case null, default -> Optional.empty();
        };
    }

    String topic() {
        return topic;
    }
}
