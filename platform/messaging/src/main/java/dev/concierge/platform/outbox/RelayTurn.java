package dev.concierge.platform.outbox;

import dev.concierge.platform.outbox.OutboxLeases.Lease;
import java.util.List;
import java.util.Set;

/**
 * What a relay does between taking a lease and losing it: first what an earlier one numbered, under the same numbers,
 * then batch after batch. A published batch is deleted in the commit that numbers the next one. While a full batch is
 * being acknowledged, what comes behind it is read already; it is numbered after that.
 */
final class RelayTurn {
    private final Lease lease;
    private final OutboxRows rows;
    private final OutboxNumbers numbers;
    private final HeldTopics held;
    private final RelayProducer producer;
    private final int limit;

    /** Numbered, but not published by this relay: those of earlier relays, and of topics that are held. */
    private List<OutboxRow> waiting;

    private List<OutboxRow> published = List.of();

    /** Read while the batch before was on its way; its rows have no numbers yet. */
    private List<OutboxRow> ahead = List.of();

    RelayTurn(Lease lease, OutboxRows rows, OutboxNumbers numbers, HeldTopics held, RelayProducer producer, int limit) {
        this.lease = lease;
        this.rows = rows;
        this.numbers = numbers;
        this.held = held;
        this.producer = producer;
        this.limit = limit;
        this.waiting = numbers.numbered();
        held.lookAgain();
    }

    /** Publishes what is next; returns how many rows that were. */
    int step() {
        Set<String> closed = held.among(waiting);
        List<OutboxRow> batch = without(closed, waiting);
        if (batch.isEmpty()) {
            batch = next(closed);
        } else {
            waiting =
                    waiting.stream().filter(row -> closed.contains(row.topic())).toList();
            ahead = List.of(); // a topic may have opened whose earlier rows are not among them
            end();
        }
        if (!batch.isEmpty()) {
            publish(batch, closed);
        }
        return batch.size();
    }

    /** Deletes what is published. */
    void end() {
        if (!published.isEmpty()) {
            rows.delete(published);
            published = List.of();
        }
    }

    private List<OutboxRow> next(Set<String> closed) {
        List<OutboxRow> found = ahead.isEmpty() ? rows.next(limit, published, closed) : ahead;
        ahead = List.of();
        List<OutboxRow> open = found.isEmpty() ? found : without(held.among(found), found);
        if (open.isEmpty()) {
            end();
            return open;
        }
        List<OutboxRow> numbered = numbers.number(lease, open, published);
        if (numbered.isEmpty()) {
            throw new LeaseLost();
        }
        published = List.of();
        return numbered;
    }

    private void publish(List<OutboxRow> batch, Set<String> closed) {
        try {
            producer.publish(batch, () -> {
                if (batch.size() == limit) {
                    ahead = rows.next(limit, batch, closed);
                }
            });
        } catch (TopicRefused refusal) {
            held.refused(refusal);
            throw refusal;
        }
        held.accepted(batch);
        published = batch;
    }

    private static List<OutboxRow> without(Set<String> closed, List<OutboxRow> rows) {
        return rows.stream().filter(row -> !closed.contains(row.topic())).toList();
    }
}
