package dev.concierge.event.processing;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.StreamProgress;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.outbox.OutboxSettings;
import dev.concierge.platform.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells journeys up to when they have been told everything, so that their timers overtake nothing. The outbox keeps it
 * behind what was told before: one message for the shards that share a partition and a relay.
 */
final class TellProgress implements StreamProgress {
    private final Outbox outbox;
    private final Ids ids;
    private final IntSupplier ways;

    /** @param ways into how many lanes shards are divided on their way; a shard's is its number modulo this */
    TellProgress(Outbox outbox, Ids ids, IntSupplier ways) {
        this.outbox = outbox;
        this.ids = ids;
        this.ways = ways;
    }

    /** Both counts divide 256, so the larger is a multiple of the other. */
    static IntSupplier ways(Topics topics, OutboxSettings relays) {
        return new IntSupplier() {
            private volatile int known;

            @Override
            public int getAsInt() {
                if (known == 0) {
                    known = Math.max(partitions(topics), relays.groups());
                }
                return known;
            }
        };
    }

    private static int partitions(Topics topics) {
        return Objects.requireNonNull(topics.find(List.of("journey-triggers")).get("journey-triggers"))
                .partitions();
    }

    @Override
    public void appliedUpTo(Instant time, OwnedShards shards) {
        int count = ways.getAsInt();
        Arrays.stream(shards.numbers())
                .collect(Collectors.groupingBy(shard -> shard % count, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(together ->
                        outbox.append(new StreamApplied(List.copyOf(together), time).toMessage(ids.next())));
    }

    /**
     * {@code stream.applied}: of the guests in these shards, everything that could be read of {@code events},
     * {@code users} and {@code interactions} at {@code upTo} stands in {@code journey-triggers} before this message.
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
}
