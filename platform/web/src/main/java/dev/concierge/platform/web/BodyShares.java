package dev.concierge.platform.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of one caller's bodies is held at one time, in permits. A few large ones that never end would else fill a service
 * as many requests do, and are within any share of those.
 */
public final class BodyShares {
    private final int each;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();

    /** @param each most permits of one caller; one body alone may be more, else it could never be taken */
    BodyShares(int each) {
        this.each = each;
    }

    Body of(String caller) {
        return new Body(caller);
    }

    /** One of them, from its first byte until its request is over. */
    public final class Body {
        private final String caller;
        private long read;
        private int own;
        private boolean over;

        private Body(String caller) {
            this.caller = caller;
        }

        /**
         * More of it has come.
         *
         * @throws TooManyAtOnce when all of the caller's are more than its share, and this is not the only one
         */
        synchronized void hold(int bytes) {
            read += bytes;
            int more = Math.toIntExact(read / Permits.BYTES_PER_PERMIT) - own;
            if (more <= 0 || over) {
                return;
            }
            int all = held.merge(caller, more, Integer::sum);
            own += more;
            if (all > each && all > own) {
                giveBack(more);
                throw new TooManyAtOnce();
            }
        }

        private void giveBack(int permits) {
            own -= permits;
            held.computeIfPresent(caller, (_, all) -> all == permits ? null : all - permits);
        }

        synchronized void close() {
            if (!over) {
                over = true;
                giveBack(own);
            }
        }
    }
}
