package dev.concierge.platform.consumer;

import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where this worker stands in one partition.
 *
 * @param topic without the prefix
 * @param topicId Kafka's id of the topic: one deleted and made anew, or one of another cluster, starts afresh
 * @param next offset of the first record that has not taken effect
 * @param leaderEpoch of the leader that wrote the record before {@code next}; null when unknown
 * @param epoch raised at each assignment, so that an earlier owner can be told from the present one
 */
record Position(
        String topic,
        UUID topicId,
        int partition,
        long next,
        @Nullable Integer leaderEpoch,
        long epoch) {
    /** @param leaderEpoch of the record before {@code offset} */
    Position advancedTo(long offset, @Nullable Integer leaderEpoch) {
        return new Position(topic, topicId, partition, offset, leaderEpoch, epoch);
    }

    Position advancedTo(long offset) {
        return advancedTo(offset, null);
    }

    /** For a seek after which the client asks the leader whether the log is still the one that was read. */
    OffsetAndMetadata offset() {
        return new OffsetAndMetadata(next, Optional.ofNullable(leaderEpoch), "");
    }
}
