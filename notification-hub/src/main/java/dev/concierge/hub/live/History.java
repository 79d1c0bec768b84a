package dev.concierge.hub.live;

import dev.concierge.hub.channel.ChannelTopic;
import dev.concierge.hub.channel.Since;
import dev.concierge.platform.message.Shard;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this pod remembers of the topic {@code live}: enough that a client that was away for a while misses nothing.
 *
 * <p>An epoch names one log: the id of the Kafka topic and how many partitions it has. An offset means something within
 * an epoch only.
 */
public final class History {
    private final long maxBytes;
    private volatile @Nullable Log log;

    /** The partitions share the memory: a busy tenant, all of whose broadcasts lie in one, takes what others leave. */
    private record Log(String epoch, List<PartitionHistory> partitions) {
        long bytes() {
            long bytes = 0;
            for (PartitionHistory partition : partitions) {
                bytes += partition.bytes();
            }
            return bytes;
        }

        PartitionHistory largest() {
            return Collections.max(partitions, Comparator.comparingLong(PartitionHistory::bytes));
        }

        PartitionHistory of(String topic) {
            return partitions.get(partition(topic, partitions.size()));
        }
    }

    /** @param maxBytes of memory for all of it */
    History(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Forgets everything: from here on it is this log.
     *
     * @param completeAfter of each partition, the offset after which everything will be added
     */
    void begin(String epoch, List<Long> completeAfter) {
        log = new Log(epoch, completeAfter.stream().map(PartitionHistory::new).toList());
    }

    /** False for another publication of a message that is here already. */
    boolean add(Broadcast broadcast) {
        Log now = current();
        boolean isNew = now.partitions.get(broadcast.partition()).add(broadcast);
        while (now.bytes() > maxBytes) {
            now.largest().forgetOldest();
        }
        return isNew;
    }

    /** Of the log that is read now. */
    public String epoch() {
        return current().epoch;
    }

    /** Where the broadcasts of a topic lie. */
    public int partition(String topic) {
        return partition(topic, current().partitions.size());
    }

    /** What a client missed that has seen a topic up to {@code since}, when it is to go on after {@code position}. */
    public Missed missed(String topic, Since since, long position) {
        PartitionHistory partition = current().of(topic);
        if (since.epoch() == null) {
            long before = partition.completeAfter();
            return new Missed.Some(partition.held(topic, before, position));
        }
        if (!since.epoch().equals(epoch())) {
            return new Missed.Some(List.of());
        }
        if (since.offset() > position) {
            return new Missed.Ahead();
        }
        List<Broadcast> all = partition.between(topic, since.offset(), position);
        return all == null ? new Missed.Older(partition.completeAfter()) : new Missed.All(all);
    }

    private Log current() {
        return Objects.requireNonNull(log, "nothing is known of the log yet");
    }

    private static int partition(String topic, int count) {
        return Shard.of(ChannelTopic.orderKey(topic)).partition(count);
    }

    /** What is known of what a client missed. */
    public sealed interface Missed {
        /** All of it. */
        record All(List<Broadcast> broadcasts) implements Missed {}

        /** What there is; there may have been more. */
        record Some(List<Broadcast> broadcasts) implements Missed {}

        /**
         * The client has seen more than was read here: of another pod, which was further, or of a log that has lost its
         * end since. The one is over within moments, the other never: offsets are given again.
         */
        record Ahead() implements Missed {}

        /** Some of it is remembered no more: it must be read back up to this offset. */
        record Older(long upTo) implements Missed {}
    }
}
