package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Effects of messages and the move of their positions as one transaction. The move comes first: it takes the row lock
 * that keeps an earlier owner of the partition from doing the same.
 */
class BatchTransaction {
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

    /** Applies the messages; those of a parked key join it. */
    void apply(List<ReceivedMessage> messages, List<Position> from, List<Position> to) {
        transaction.executeWithoutResult(_ -> {
            positions.advance(from, to);
            List<ReceivedMessage> fresh = fresh(messages);
            List<ReceivedMessage> ready = withoutParkedKeys(fresh);
            if (!ready.isEmpty()) {
                subscription.on(ready);
            }
        });
        metrics.processed(messages.size());
    }

    /** Parks a message that failed by its own fault and steps over it. */
    void park(ReceivedMessage message, List<Position> from, List<Position> to, String cause) {
        transaction.executeWithoutResult(_ -> {
            positions.advance(from, to);
            consumed.firstSeen(List.of(message));
            parked.park(message, cause);
        });
        metrics.parked(1);
    }

    /** Runs the oldest parked message of a key again; true when it took effect. */
    boolean redrive(ParkedMessages.Parked head, Collection<Position> held) {
        try {
            transaction.executeWithoutResult(_ -> {
                positions.hold(held);
                parked.lock(head.seq()).ifPresent(locked -> {
                    subscription.on(List.of(locked.message()));
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

    /** Does a step of the owner's own work under the fence. */
    void work(PartitionWork work, OwnedShards shards, Collection<Position> held) {
        transaction.executeWithoutResult(_ -> {
            positions.hold(held);
            work.run(shards);
        });
    }

    private List<ReceivedMessage> fresh(List<ReceivedMessage> messages) {
        List<ReceivedMessage> fresh = consumed.firstSeen(messages);
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
            if (keys.contains(message.key())) {
                parked.park(message, "waits behind an earlier message of the same key");
                metrics.parked(1);
            } else {
                ready.add(message);
            }
        }
        return ready;
    }
}
