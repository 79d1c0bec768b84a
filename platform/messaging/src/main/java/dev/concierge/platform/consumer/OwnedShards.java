package dev.concierge.platform.consumer;

import dev.concierge.platform.message.Shard;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The shards that a worker owns at the moment, by the partitions assigned to it.
 *
 * @param numbers ascending, for {@code WHERE shard = ANY(?)}
 */
public record OwnedShards(Integer[] numbers) {
    /** The shards carried by {@code partitions} of a topic of {@code partitionCount} partitions. */
    public static OwnedShards of(Collection<Integer> partitions, int partitionCount) {
        return new OwnedShards(IntStream.range(0, Shard.COUNT)
                .filter(shard -> partitions.contains(new Shard(shard).partition(partitionCount)))
                .boxed()
                .toArray(Integer[]::new));
    }

    public boolean contains(Shard shard) {
        return Arrays.binarySearch(numbers, shard.number()) >= 0;
    }
}
