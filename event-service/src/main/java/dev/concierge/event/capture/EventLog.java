package dev.concierge.event.capture;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.Shares;
import dev.concierge.platform.web.TooManyAtOnce;
import dev.concierge.platform.web.WebSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;

/**
 * Where captured things become durable, without a database in between. How many messages wait for that is bounded, and each
 * caller has a share of them by their number: a few requests hold thousands.
 */
final class EventLog {
    private final Publisher publisher;
    private final Semaphore free;
    private final CallerLimit callers;
    private final int limit;

    /** @param limit how many messages may wait for their acknowledgement at once */
    EventLog(Publisher publisher, int limit, WebSettings shares) {
        this.publisher = publisher;
        this.free = new Semaphore(limit);
        this.callers = new CallerLimit(limit, shares);
        this.limit = limit;
    }

    /**
     * Returns when all messages are acknowledged by all in-sync replicas; messages with one key keep their order.
     *
     * @throws EventLogUnavailable some were not acknowledged in time; sending them again with the same ids is safe
     * @throws TooManyAtOnce the caller's own wait; nothing was sent
     * @throws TooManyInFlight everybody's wait; nothing was sent
     */
    void append(Caller caller, List<OutgoingMessage> messages) {
        try (Shares.Share _ = callers.take(caller, messages.size())) {
            append(messages);
        }
    }

    private void append(List<OutgoingMessage> messages) {
        if (!free.tryAcquire(messages.size())) {
            throw new TooManyInFlight(limit);
        }
        try {
            publish(messages).forEach(CompletableFuture::join);
        } catch (CompletionException | KafkaException failure) {
            throw new EventLogUnavailable(failure);
        } finally {
            free.release(messages.size());
        }
    }

    /** Stops at the first that fails at once: each further one could block as long. */
    private List<CompletableFuture<Void>> publish(List<OutgoingMessage> messages) {
        List<CompletableFuture<Void>> acknowledgements = new ArrayList<>(messages.size());
        for (OutgoingMessage message : messages) {
            CompletableFuture<Void> acknowledgement = publisher.publish(message);
            acknowledgements.add(acknowledgement);
            if (acknowledgement.isCompletedExceptionally()) {
                break;
            }
        }
        return acknowledgements;
    }

    /** Kafka did not take the messages in time. */
    static final class EventLogUnavailable extends Fact {
        EventLogUnavailable(Throwable cause) {
            super(Kind.UNAVAILABLE, "event-log-unavailable", "The event log is away; send the same request again.");
            initCause(cause);
        }
    }

    /** More messages wait for Kafka than this instance may hold. */
    static final class TooManyInFlight extends Fact {
        TooManyInFlight(int limit) {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-in-flight",
                    "More than " + limit + " messages wait to become durable; send the same request again.");
        }
    }
}
