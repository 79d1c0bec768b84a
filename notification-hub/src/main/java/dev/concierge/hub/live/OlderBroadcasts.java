package dev.concierge.hub.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was sent so long ago that the history in memory has forgotten it. */
@FunctionalInterface
public interface OlderBroadcasts {
    /** Bytes that one answer holds at most; who missed more reads the state again. */
    int MOST_BYTES = 4 * 1024 * 1024;

    /**
     * What was sent on a topic after one offset and up to another, as often as it was published. Blocks. Empty when that cannot be told: it is too
     * much to read, not there any more, or too many others wait for theirs.
     *
     * @param caller who asks
     * @param patience how long it waits for its turn
     */
    Optional<List<Broadcast>> read(
            String caller, String topic, int partition, long after, long upTo, Duration patience);
}
