package dev.concierge.platform.database;

import java.util.function.IntUnaryOperator;

/** Removes what is old in short transactions, so that no lock is held for long and nobody else waits for connections. */
public final class Slices {
    private static final int MOST = 1_000;

    private Slices() {}

    /**
     * Until a slice was not full.
     *
     * @param forget removes at most so many rows in a transaction of its own, and says how many it has removed
     */
    public static void forget(IntUnaryOperator forget) {
        Workload.BACKGROUND.run(() -> {
            int forgotten = MOST;
            while (forgotten == MOST) {
                forgotten = forget.applyAsInt(MOST);
            }
        });
    }
}
