package dev.concierge.event.history;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets a reader wait a moment for the event that they sent before. */
final class AwaitEvent {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final History history;

    AwaitEvent(History history) {
        this.history = history;
    }

    /** Whether the event is stored by now; true when there is none to wait for. */
    boolean until(@Nullable UUID eventId) {
        if (eventId == null) {
            return true;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean stored = history.contains(eventId);
        while (!stored && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            stored = history.contains(eventId);
        }
        return stored;
    }
}
