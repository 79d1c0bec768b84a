package dev.concierge.platform.message;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * One of the 256 shards that every key falls into; a topic's partition is the shard modulo its partition count.
 *
 * @param number 0 to 255
 */
public record Shard(int number) {
    /** How many shards there are; the partition count of a topic divides it. */
    public static final int COUNT = 256;

    public Shard {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("shard: " + number + " (expected: 0 to 255)");
        }
    }

    /** The shard of a message key: murmur2 as Kafka's own partitioner computes it. */
    public static Shard of(String key) {
        return new Shard(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)) & (COUNT - 1));
    }

    /** The partition that carries this shard in a topic of {@code partitionCount} partitions. */
    public int partition(int partitionCount) {
        return number % partitionCount;
    }
}
