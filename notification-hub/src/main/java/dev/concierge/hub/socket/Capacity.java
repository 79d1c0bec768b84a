package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Visitor;
import dev.concierge.platform.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many sockets and channels a pod takes, and how many of them one subject or tenant may have: nobody can spend it
 * all. Channels are counted by what they take of the heap, as most of that is names that clients choose.
 */
final class Capacity {
    private final int max;
    private final int maxShared;
    private final int maxPerGuest;
    private final long maxJoined;
    private final long maxJoinedShared;
    private final long maxJoinedPerGuest;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Long> joined = new HashMap<>();
    private int all;
    private long allJoined;

    Capacity(SocketSettings settings) {
        this.max = settings.maxSockets();
        this.maxShared = Math.max(1, (int) ((long) max * settings.maxShare() / 100));
        this.maxPerGuest = settings.maxPerGuest();
        this.maxJoined = settings.maxJoinedBytes();
        this.maxJoinedShared = maxJoined * settings.maxShare() / 100;
        this.maxJoinedPerGuest = Math.min(maxJoinedShared, (long) maxPerGuest * SocketSettings.HEAP_PER_SOCKET);
    }

    /** Takes a place; false when there is none for this visitor. */
    synchronized boolean take(Visitor visitor) {
        List<String> holders = holders(visitor);
        int limit = isGuest(visitor) ? maxPerGuest : maxShared;
        boolean hasRoom = all < max
                && taken.getOrDefault(holders.getFirst(), 0) < limit
                && holders.stream().skip(1).allMatch(tenant -> taken.getOrDefault(tenant, 0) < maxShared);
        if (hasRoom) {
            all++;
            holders.forEach(holder -> taken.merge(holder, 1, Integer::sum));
        }
        return hasRoom;
    }

    /** Gives a place back that was taken for a visitor of the same subject and tenants. */
    synchronized void release(Visitor visitor) {
        all--;
        holders(visitor).forEach(holder -> taken.computeIfPresent(holder, (_, count) -> count == 1 ? null : count - 1));
    }

    /** Takes room for a channel of a socket; false when there is none for this visitor. */
    synchronized boolean join(Visitor visitor, int bytes) {
        List<String> holders = holders(visitor);
        long limit = isGuest(visitor) ? maxJoinedPerGuest : maxJoinedShared;
        boolean hasRoom = allJoined + bytes <= maxJoined
                && joined.getOrDefault(holders.getFirst(), 0L) + bytes <= limit
                && holders.stream()
                        .skip(1)
                        .allMatch(tenant -> joined.getOrDefault(tenant, 0L) + bytes <= maxJoinedShared);
        if (hasRoom) {
            hold(holders, bytes);
        }
        return hasRoom;
    }

    /** Gives the room of channels back that was taken for a visitor of the same subject and tenants. */
    synchronized void leave(Visitor visitor, long bytes) {
        allJoined -= bytes;
        holders(visitor)
                .forEach(holder -> joined.computeIfPresent(holder, (_, held) -> held == bytes ? null : held - bytes));
    }

    /**
     * The same socket goes on with a token that may name other tenants.
     *
     * @param bytes of its channels
     */
    synchronized void exchange(Visitor before, Visitor now, long bytes) {
        release(before);
        all++;
        List<String> holders = holders(now);
        holders.forEach(holder -> taken.merge(holder, 1, Integer::sum));
        if (bytes > 0) {
            leave(before, bytes);
            hold(holders, bytes);
        }
    }

    int max() {
        return max;
    }

    private void hold(List<String> holders, long bytes) {
        allJoined += bytes;
        holders.forEach(holder -> joined.merge(holder, bytes, Long::sum));
    }

    private static boolean isGuest(Visitor visitor) {
        return visitor instanceof Visitor.Known(Caller caller) && caller.kind() == Caller.Kind.GUEST;
    }

    /** The subject, then its tenants. */
    private static List<String> holders(Visitor visitor) {
        List<String> holders = new ArrayList<>(List.of(visitor.subject()));
        if (visitor instanceof Visitor.Known(Caller caller)) {
            caller.businesses().forEach(business -> holders.add("business " + business));
        }
        return holders;
    }
}
