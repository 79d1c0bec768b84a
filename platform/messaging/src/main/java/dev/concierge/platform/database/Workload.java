package dev.concierge.platform.database;

import java.util.function.Supplier;

/** Who uses the database; each has connections of its own, so that none starves another. */
public enum Workload {
    /** Whatever answers a request; the default of every thread. */
    REQUESTS,
    /** Batches of messages, timers, redrives. */
    CONSUMERS,
    /** Relays of the outbox. */
    RELAY,
    /** Effects, gauges, retention. */
    BACKGROUND,
    /** Flyway: unpooled, and without a limit to how long a statement may run. */
    MIGRATIONS;

    private static final ThreadLocal<Workload> CURRENT = ThreadLocal.withInitial(() -> REQUESTS);

    static Workload current() {
        return CURRENT.get();
    }

    /** Runs an action whose transactions take this workload's connections. */
    public void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    public <T> T call(Supplier<T> action) {
        Workload before = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
