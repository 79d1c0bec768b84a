package dev.concierge.event.history;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.Shares;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reader wait a moment for the event that they sent before. Whoever waits asks the database again and again, so that
 * few may at one time, guests apart from all others, and each asks less often the longer it takes: the event may be stored
 * by another pod, of whose transactions nothing is heard here.
 */
final class AwaitEvent {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private static final int OF_GUESTS = 32;
    /** Fewer than the connections of all requests. */
    private static final int OF_ONE_GUEST = 4;

    private static final int OF_OTHERS = 32;
    /** One client may post and read for many guests. */
    private static final int OF_ONE_OTHER = 24;

    private final Predicate<UUID> stored;
    private final Shares guests = new Shares(OF_GUESTS, OF_ONE_GUEST);
    private final Shares others = new Shares(OF_OTHERS, OF_ONE_OTHER);

    /** @param stored whether an event is; asks the database */
    AwaitEvent(Predicate<UUID> stored) {
        this.stored = stored;
    }

    /**
     * Whether the event is stored by now; true when there is none to wait for.
     *
     * @throws TooManyWaiting when the event is not there and the caller waits for as many as it may
     */
    boolean until(@Nullable UUID eventId, Caller caller) {
        if (eventId == null || stored.test(eventId)) {
            return true;
        }
        Shares places = caller.kind() == Caller.Kind.GUEST ? guests : others;
        try (Shares.Share _ = places.take(caller.share()).orElseThrow(TooManyWaiting::new)) {
            return isStoredInTime(eventId);
        }
    }

    private boolean isStoredInTime(UUID eventId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        long left = PATIENCE.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(Math.min(pause, left));
            if (stored.test(eventId)) {
                return true;
            }
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE.toNanos());
            left = deadline - System.nanoTime();
        }
        return false;
    }

    static final class TooManyWaiting extends Fact {
        TooManyWaiting() {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-waiting",
                    "As many lists wait for an event as may, or as many of yours; ask again, or without after.");
        }
    }
}
