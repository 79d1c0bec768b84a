package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Visitor;
import dev.concierge.platform.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many sockets a pod takes, and how many of them one subject or tenant may have: nobody can spend it all. */
final class Capacity {
    private final int max;
    private final int maxShared;
    private final int maxPerGuest;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Capacity(SocketSettings settings) {
        this.max = settings.maxSockets();
        this.maxShared = Math.max(1, (int) ((long) max * settings.maxShare() / 100));
        this.maxPerGuest = settings.maxPerGuest();
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

    /** The same socket goes on with a token that may name other tenants. */
    synchronized void exchange(Visitor before, Visitor now) {
        release(before);
        all++;
        holders(now).forEach(holder -> taken.merge(holder, 1, Integer::sum));
    }

    int max() {
        return max;
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
