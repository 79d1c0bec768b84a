package dev.concierge.hub.live;

import java.util.List;

/** Who hands broadcasts to sockets; called by the one thread that reads them. */
public interface FanOut {
    /**
     * Takes broadcasts in the order of their partitions; waits while it is behind. One that it has had before, by
     * partition and offset, is left out.
     *
     * @param positions of each partition, after these broadcasts: the last offset that was read
     */
    void deliver(List<Broadcast> broadcasts, long[] positions) throws InterruptedException;

    /**
     * All that a client may have missed is known now, as far as this pod remembers.
     *
     * @param positions of each partition: the last offset that was read, though nothing may have been sent for long
     */
    void ready(long[] positions);

    /** Ends sockets or channels on this pod. */
    void disconnect(LiveDisconnect whom);

    /** Sends every socket away, to come back and ask for what it missed: the log is not the one it was. */
    void startAnew();
}
