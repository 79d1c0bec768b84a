package dev.concierge.platform.consumer;

import dev.concierge.platform.parking.ParkingWork;

/**
 * Work that only the owner of a partition may do, such as firing timers: runs on the worker's thread between its
 * batches, in a transaction that holds the same fence as a batch. It waits until all has been read that stood in the
 * partitions when they came: what a timer decides must not depend on how long nobody was there to read. The
 * partitions of its {@link #subscription()} decide who owns it.
 */
public interface PartitionWork extends ParkingWork {
    /** Whether anything is due now in these shards; cheap, outside any transaction. */
    boolean isDue(OwnedShards shards);

    /** Does one bounded step inside the fenced transaction. */
    void run(OwnedShards shards);
}
