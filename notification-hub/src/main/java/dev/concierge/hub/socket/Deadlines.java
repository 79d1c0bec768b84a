package dev.concierge.hub.socket;

import java.util.ArrayList;
import java.util.List;

/**
 * A wheel of time slots, each with the sockets that are due to be looked at then. One timer serves all sockets of a
 * loop; a frame from a client moves nothing.
 */
final class Deadlines {
    private static final int SLOTS = 128;

    /** Something to be looked at from time to time. */
    abstract static class Entry extends Bag.Member {
        private int slot = -1;

        /** Looks at it; returns how many milliseconds later to look again, or 0 for never. */
        abstract long due();
    }

    private final List<Bag<Entry>> slots = new ArrayList<>();
    private final long tickMillis;
    private int now;

    /** @param tickMillis between two ticks: how exactly deadlines are kept */
    Deadlines(long tickMillis) {
        this.tickMillis = tickMillis;
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.add(new Bag<>());
        }
    }

    /** Looks at it after so long, or sooner if that is more than once around the wheel. */
    void add(Entry entry, long millis) {
        long ticks = Math.clamp(Math.ceilDiv(millis, tickMillis), 1, SLOTS - 1);
        entry.slot = (int) ((now + ticks) % SLOTS);
        slots.get(entry.slot).add(entry);
    }

    void remove(Entry entry) {
        if (entry.slot >= 0) {
            slots.get(entry.slot).remove(entry);
            entry.slot = -1;
        }
    }

    /** Call it every {@code tickMillis}. */
    void tick() {
        now = (now + 1) % SLOTS;
        Bag<Entry> due = slots.get(now);
        for (int place = due.size() - 1; place >= 0; place--) {
            Entry entry = due.get(place);
            due.remove(entry);
            entry.slot = -1;
            long again = entry.due();
            if (again > 0) {
                add(entry, again);
            }
        }
    }
}
