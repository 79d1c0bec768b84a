package dev.concierge.event.processing;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Shard;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * {@code stream.applied}: of the guests in these shards, everything that could be read of {@code events}, {@code users}
 * and {@code interactions} at {@code upTo} stands in {@code journey-triggers} before this message.
 */
record StreamApplied(List<Integer> shards, Instant upTo) {
    /** One key per shard, so that the message goes the way of the shard's guests. */
    private static final List<String> KEYS =
            IntStream.range(0, Shard.COUNT).mapToObj(StreamApplied::key).toList();

    private static String key(int shard) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "applied-" + number)
                .filter(key -> Shard.of(key).number() == shard)
                .findFirst()
                .orElseThrow();
    }

    OutgoingMessage toMessage(UUID id) {
        return new OutgoingMessage(id, "journey-triggers", KEYS.get(shards.getFirst()), "stream.applied", this);
    }
}
