package dev.concierge.platform.consumer;

import java.util.UUID;

/**
 * Where this worker stands in one partition.
 *
 * @param topic without the prefix
 * @param topicId Kafka's id of the topic: one deleted and made anew, or one of another cluster, starts afresh
 * @param next offset of the first record that has not taken effect
 * @param epoch raised at each assignment, so that an earlier owner can be told from the present one
 */
record Position(String topic, UUID topicId, int partition, long next, long epoch) {
    Position advancedTo(long offset) {
        return new Position(topic, topicId, partition, offset, epoch);
    }
}
