package dev.concierge.hub.live;

import java.util.List;

/** How far this pod is behind what has been sent. */
public interface LiveLag {
    /** Of the log that is read. */
    String epoch();

    List<Partition> partitions();

    /**
     * One partition of the topic.
     *
     * @param next the offset that is read next
     * @param end where the log ended when this pod last heard of it
     */
    record Partition(int partition, long next, long end) {}
}
