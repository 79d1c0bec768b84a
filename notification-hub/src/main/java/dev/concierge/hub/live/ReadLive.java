package dev.concierge.hub.live;

import dev.concierge.platform.consumer.TopicFollower;
import dev.concierge.platform.consumer.TopicFollower.Reached;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fans out what comes on {@code live}, of which a {@link TopicFollower} reads every partition, from some minutes before
 * the ends on, so that a pod that starts knows what clients of another may have missed.
 */
public final class ReadLive implements TopicFollower.Reader {
    private static final Logger log = LoggerFactory.getLogger(ReadLive.class);

    private final Records records;
    private final History history;
    private final FanOut fanOut;

    private volatile boolean positioned;
    private volatile String epoch = "";
    private volatile List<Partition> partitions = List.of();

    ReadLive(Records records, History history, FanOut fanOut) {
        this.records = records;
        this.history = history;
        this.fanOut = fanOut;
    }

    /**
     * Whether history and positions are known. Stays true while the broker is away: nothing new can be sent then, and
     * reading goes on where it stopped.
     */
    boolean isPositioned() {
        return positioned;
    }

    /** Of the log that is read. */
    public String epoch() {
        return epoch;
    }

    /** How far this pod is behind what has been sent. */
    public List<Partition> partitions() {
        return partitions;
    }

    @Override
    public void begins(Topics.Found live, List<Reached> reached) {
        boolean isFirst = epoch.isEmpty();
        String now = new Uuid(live.id().getMostSignificantBits(), live.id().getLeastSignificantBits()) + "."
                + live.partitions();
        positioned = false;
        history.begin(
                now, reached.stream().map(partition -> partition.next() - 1).toList());
        epoch = now;
        partitions = lag(reached);
        if (!isFirst) {
            fanOut.startAnew();
        }
    }

    @Override
    public void on(List<ConsumerRecord<String, byte[]>> polled, List<Reached> reached) throws InterruptedException {
        List<Broadcast> broadcasts = new ArrayList<>(polled.size());
        for (ConsumerRecord<String, byte[]> record : polled) {
            Broadcast broadcast = broadcast(record);
            if (broadcast != null && history.add(broadcast)) {
                broadcasts.add(broadcast);
            }
        }
        fanOut.deliver(
                broadcasts,
                reached.stream().mapToLong(partition -> partition.next() - 1).toArray());
        partitions = lag(reached);
    }

    @Override
    public void caughtUp() {
        positioned = true;
        fanOut.ready(
                partitions.stream().mapToLong(partition -> partition.next() - 1).toArray());
        log.info("Knows the live topic: {}", epoch);
    }

    private static List<Partition> lag(List<Reached> reached) {
        return reached.stream()
                .map(partition -> new Partition(partition.partition(), partition.next(), partition.end()))
                .toList();
    }

    private @Nullable Broadcast broadcast(ConsumerRecord<String, byte[]> record) {
        ReceivedMessage message = records.message(record);
        try {
            switch (message.type()) {
                case LiveBroadcast.TYPE -> {
                    return Broadcasts.of(message);
                }
                case LiveDisconnect.TYPE -> fanOut.disconnect(message.as(LiveDisconnect.class));
                default -> {
                    // of a newer version
                }
            }
        } catch (RuntimeException broken) {
            log.warn("Skipped live {}@{}: {}", record.partition(), record.offset(), broken.getMessage());
        }
        return null;
    }

    /**
     * One partition of the topic.
     *
     * @param next the offset that is read next
     * @param end where the log ended when this pod last heard of it
     */
    public record Partition(int partition, long next, long end) {}
}
