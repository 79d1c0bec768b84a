package dev.concierge.hub.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest broadcasts of one partition. What goes is the oldest of the whole partition, so one number says up to where
 * every one of its topics is complete.
 */
final class PartitionHistory {
    /** What an entry costs beside its bytes. */
    private static final int OVERHEAD = 300;

    private final Deque<Broadcast> all = new ArrayDeque<>();
    private final Map<String, Deque<Broadcast>> byTopic = new HashMap<>();
    private final Map<String, Long> offsetById = new HashMap<>();
    private long bytes;
    private long completeAfter;
    private long last;

    /** @param completeAfter the offset after which nothing is missing here */
    PartitionHistory(long completeAfter) {
        this.completeAfter = completeAfter;
        this.last = completeAfter;
    }

    /** False for another publication of a message that is here already. */
    synchronized boolean add(Broadcast broadcast) {
        Long known = offsetById.get(broadcast.id());
        if (known != null) {
            return known == broadcast.offset();
        }
        if (broadcast.offset() <= last) {
            return true; // read again after a failure
        }
        last = broadcast.offset();
        all.add(broadcast);
        byTopic.computeIfAbsent(broadcast.topic(), _ -> new ArrayDeque<>(4)).add(broadcast);
        offsetById.put(broadcast.id(), broadcast.offset());
        bytes += broadcast.length() + OVERHEAD;
        return true;
    }

    /** What was sent on a topic after one offset and up to another; null when that is not all here any more. */
    synchronized @Nullable List<Broadcast> between(String topic, long after, long upTo) {
        return after < completeAfter ? null : held(topic, after, upTo);
    }

    /** What is here of it, whether or not that is all. */
    synchronized List<Broadcast> held(String topic, long after, long upTo) {
        List<Broadcast> missed = new ArrayList<>();
        for (Broadcast broadcast : byTopic.getOrDefault(topic, new ArrayDeque<>())) {
            if (broadcast.offset() > after && broadcast.offset() <= upTo) {
                missed.add(broadcast);
            }
        }
        return missed;
    }

    synchronized long completeAfter() {
        return completeAfter;
    }

    /** What it takes of memory. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized void forgetOldest() {
        Broadcast oldest = all.remove();
        completeAfter = oldest.offset();
        bytes -= oldest.length() + OVERHEAD;
        offsetById.remove(oldest.id());
        byTopic.computeIfPresent(oldest.topic(), (_, ring) -> {
            ring.remove();
            return ring.isEmpty() ? null : ring;
        });
    }
}
