package dev.concierge.user.token;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.web.Shares;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one kind of work that only burns CPU, such as signing or hashing, have at most the processors there are: a storm of
 * it waits or is turned away here, while everything else goes on being answered. One caller may have some of the places
 * alone, so that its storm is its own.
 */
public class IssueLimit {
    private final Semaphore turns;
    private final Shares places;
    private final Duration longestWait;

    /**
     * @param atOnce how many work
     * @param mostWaiting how many wait for that
     * @param perCaller how many of one caller work or wait
     */
    IssueLimit(int atOnce, int mostWaiting, int perCaller, Duration longestWait) {
        this.turns = new Semaphore(atOnce, true);
        this.places = new Shares(atOnce + mostWaiting, perCaller);
        this.longestWait = longestWait;
    }

    /** @throws IssuerBusy when too many others wait or it takes too long */
    public <T> T within(String caller, Supplier<T> work) {
        try (Turn _ = enter(caller).orElseThrow(IssuerBusy::new)) {
            return work.get();
        }
    }

    /** Empty when there is no room; waits for a turn. */
    public Optional<Turn> enter(String caller) {
        return places.take(caller).flatMap(this::turn);
    }

    private Optional<Turn> turn(Shares.Share place) {
        boolean isOurs = false;
        try {
            isOurs = turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (!isOurs) {
            place.close();
            return Optional.empty();
        }
        return Optional.of(new Turn(place));
    }

    /** Whoever entered, until closed. */
    public final class Turn implements AutoCloseable {
        private final Shares.Share place;

        private Turn(Shares.Share place) {
            this.place = place;
        }

        @Override
        public void close() {
            turns.release();
            place.close();
        }
    }

    /** More tokens are asked for than can be signed; ask again in a moment. */
    static final class IssuerBusy extends Fact {
        IssuerBusy() {
            super(Kind.UNAVAILABLE, "issuer-busy", "Too many tokens are being issued; try again in a second.");
        }
    }
}
