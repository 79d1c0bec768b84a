package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
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
 * @param reached the highest that next ever was: what lies below took effect, though the position may have gone back
 */
record Position(
        String topic,
        UUID topicId,
        int partition,
        long next,
        @Nullable Integer leaderEpoch,
        long epoch,
        long reached) {
    /** @param leaderEpoch of the record before {@code offset} */
    Position advancedTo(long offset, @Nullable Integer leaderEpoch) {
        return new Position(topic, topicId, partition, offset, leaderEpoch, epoch, Math.max(reached, offset));
    }

    Position advancedTo(long offset) {
        return advancedTo(offset, null);
    }

    /** Of a log that ends there, or grew again from there: what it holds from then on is new. */
    Position endingAt(long end) {
        return new Position(topic, topicId, partition, next, leaderEpoch, epoch, Math.min(reached, end));
    }

    boolean hasGoneBack() {
        return next < reached;
    }

    boolean hadRead(ReceivedMessage message) {
        return message.offset() < reached
                && message.partition() == partition
                && message.topic().equals(topic);
    }

    /** For a seek after which the client asks the leader whether the log is still the one that was read. */
    OffsetAndMetadata offset() {
        return new OffsetAndMetadata(next, Optional.ofNullable(leaderEpoch), "");
    }
}
