package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.parking.Causes;
import dev.concierge.platform.parking.ParkedMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Effects of messages and the move of their positions as one transaction. The move comes first: it takes the row lock
 * that keeps an earlier owner of the partition from doing the same.
 */
class BatchTransaction {
    private static final Logger log = LoggerFactory.getLogger(BatchTransaction.class);

    private final Subscription subscription;
    private final TransactionTemplate transaction;
    private final Positions positions;
    private final ConsumedMessages consumed;
    private final ParkedMessages parked;
    private final ConsumerMetrics metrics;

    BatchTransaction(
            Subscription subscription,
            TransactionTemplate transaction,
            Positions positions,
            ConsumedMessages consumed,
            ParkedMessages parked,
            ConsumerMetrics metrics) {
        this.subscription = subscription;
        this.transaction = transaction;
        this.positions = positions;
        this.consumed = consumed;
        this.parked = parked;
        this.metrics = metrics;
    }

    /**
     * Applies the messages; those of a parked key join it.
     *
     * @throws NumberGap when one is missing; nothing took effect
     */
    void apply(List<ReceivedMessage> messages, List<Position> from, List<Position> to) {
        withoutGap(() -> transaction.executeWithoutResult(_ -> {
            positions.advance(from, to);
            List<ReceivedMessage> fresh = fresh(messages);
            List<ReceivedMessage> ready = withoutParkedKeys(fresh);
            if (!ready.isEmpty()) {
                subscription.on(told(ready, from));
            }
        }));
        metrics.processed(messages.size());
    }

    /** With a mark at those that were read before the position went back. */
    private static List<ReceivedMessage> told(List<ReceivedMessage> messages, List<Position> from) {
        List<Position> back = from.stream().filter(Position::hasGoneBack).toList();
        return back.isEmpty()
                ? messages
                : messages.stream()
                        .map(message -> back.stream().anyMatch(position -> position.hadRead(message))
                                ? message.asReadAgain()
                                : message)
                        .toList();
    }

    /** A gap is for operators to see, though nothing else of the batch is kept. */
    private void withoutGap(Runnable batch) {
        try {
            batch.run();
        } catch (NumberGap gap) {
            if (Boolean.TRUE.equals(transaction.execute(_ -> consumed.note(gap)))) {
                metrics.numberGap();
                log.error(
                        "Partition stopped until an operator accepts the loss (POST /ops/gaps): {}", gap.getMessage());
            }
            throw gap;
        }
    }

    /** Parks a message that failed by its own fault and steps over it. */
    void park(ReceivedMessage message, List<Position> from, List<Position> to, String cause) {
        transaction.executeWithoutResult(_ -> {
            positions.advance(from, to);
            consumed.firstSeen(List.of(message), subscription);
            eraseIfAsked(message);
            parked.park(message, cause);
            subscription.parked(told(List.of(message), from).getFirst());
        });
        metrics.parked(1);
    }

    /** Runs the oldest that is parked for a key again; true when it took effect. */
    boolean redrive(ParkedMessages.Parked head, List<PartitionWork> works, Collection<Position> held) {
        try {
            transaction.executeWithoutResult(_ -> {
                positions.hold(held);
                parked.lock(head.seq()).ifPresent(locked -> {
                    runAgain(locked, works);
                    parked.settle(locked.seq());
                });
            });
            metrics.redriven();
            return true;
        } catch (FencedOff fenced) {
            throw fenced;
        } catch (RuntimeException failure) {
            if (InfrastructureErrors.caused(failure)) {
                throw failure;
            }
            transaction.executeWithoutResult(_ -> parked.failAgain(head, Causes.describe(failure)));
            return false;
        }
    }

    private void runAgain(ParkedMessages.Parked head, List<PartitionWork> works) {
        switch (head) {
            case ParkedMessages.Parked.Message message -> subscription.on(List.of(message.message()));
            case ParkedMessages.Parked.OfWork step ->
                works.stream()
                        .filter(work -> work.name().equals(step.work()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("work: '" + step.work() + "' (expected: one of "
                                + works.stream().map(PartitionWork::name).toList() + ")"))
                        .redrive(step.step());
        }
    }

    /** Does a step of the owner's own work under the fence. */
    void work(PartitionWork work, OwnedShards shards, Collection<Position> held) {
        transaction.executeWithoutResult(_ -> {
            positions.hold(held);
            work.run(shards);
        });
    }

    /** Tells under the fence up to when these shards' messages have been applied. */
    void progress(List<StreamProgress> listeners, Instant time, OwnedShards shards, Collection<Position> held) {
        transaction.executeWithoutResult(_ -> {
            positions.hold(held);
            listeners.forEach(listener -> listener.appliedUpTo(time, shards));
        });
    }

    private List<ReceivedMessage> fresh(List<ReceivedMessage> messages) {
        List<ReceivedMessage> fresh = consumed.firstSeen(messages, subscription);
        metrics.duplicates(messages.size() - fresh.size());
        return fresh;
    }

    private List<ReceivedMessage> withoutParkedKeys(List<ReceivedMessage> messages) {
        Set<String> keys =
                parked.parkedKeys(messages.stream().map(ReceivedMessage::key).toList());
        if (keys.isEmpty()) {
            return messages;
        }
        List<ReceivedMessage> ready = new ArrayList<>();
        for (ReceivedMessage message : messages) {
            if (keys.contains(message.key()) && subscription.erases(message)) {
                eraseIfAsked(message);
                keys.remove(message.key());
                ready.add(message);
            } else if (keys.contains(message.key())) {
                parked.park(message, "waits behind an earlier message of the same key");
                metrics.parked(1);
            } else {
                ready.add(message);
            }
        }
        return ready;
    }

    /** An erasure passes the queue; when it cannot take effect, either, it is the only one left in it. */
    private void eraseIfAsked(ReceivedMessage message) {
        if (subscription.erases(message)) {
            metrics.erased(parked.erase(message.key(), message.type()));
        }
    }
}
