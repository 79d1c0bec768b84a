package dev.concierge.platform.effect;

import java.time.Duration;

/**
 * Performs the effects of one kind, outside any transaction.
 *
 * @param <P> the payload given to {@link Effects#request}
 */
public interface EffectHandler<P> {
    /** The kind it performs, unique in the service. */
    String kind();

    Class<P> payloadType();

    /** How many run at once: the bulkhead that keeps one slow peer from holding up the other kinds. */
    default int concurrency() {
        return 4;
    }

    /** How long after the first attempt it is given up. */
    default Duration patience() {
        return Duration.ofHours(24);
    }

    /** Performs the effect; what it throws is retried with backoff until {@link #patience()} has passed. */
    Completion perform(RequestedEffect<P> effect) throws Exception;

    /** Called in a transaction once patience has run out. */
    void onGivenUp(RequestedEffect<P> effect, String cause);

    /** What to do in the transaction that removes a performed effect, such as appending its answer to the outbox. */
    @FunctionalInterface
    interface Completion {
        void commit();
    }
}
