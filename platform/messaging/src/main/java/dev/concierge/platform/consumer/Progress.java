package dev.concierge.platform.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out up to when the taken partitions have been applied, and tells: takes the time, then asks where they end, and
 * waits until the positions are there. Partitions of one number are one stream; a number that is behind holds up none of
 * the others.
 */
final class Progress {
    /** Less than two waits for records, so that the second brings a look and not the third. */
    private static final long BETWEEN_LOOKS_NANOS = 350_000_000L;

    private static final Duration END_OFFSETS = Duration.ofSeconds(1);

    private final TakenPartitions taken;
    private final BatchTransaction transactions;
    private final List<StreamProgress> listeners;
    private final Clock clock;
    private final Map<Integer, Look> looks = new HashMap<>();

    private int taking;
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS_NANOS;

    Progress(TakenPartitions taken, BatchTransaction transactions, List<StreamProgress> listeners, Clock clock) {
        this.taken = taken;
        this.transactions = transactions;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Only for when all that was polled has taken effect, or was given back. */
    void tell(Consumer<?, ?> consumer) {
        if (listeners.isEmpty()) {
            return;
        }
        if (taken.taking() != taking) {
            looks.clear();
            taking = taken.taking();
        }
        if (System.nanoTime() - lookedAt >= BETWEEN_LOOKS_NANOS) {
            look(consumer);
            lookedAt = System.nanoTime();
        }
        reached(consumer)
                .forEach((time, numbers) ->
                        transactions.progress(listeners, time, taken.shardsOf(numbers), taken.fence()));
    }

    private Map<Instant, Set<Integer>> reached(Consumer<?, ?> consumer) {
        Map<Instant, Set<Integer>> reached = new LinkedHashMap<>();
        for (Iterator<Map.Entry<Integer, Look>> all = looks.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Look> look = all.next();
            look.getValue().ends().entrySet().removeIf(end -> taken.hasReached(consumer, end.getKey(), end.getValue()));
            if (look.getValue().ends().isEmpty()) {
                reached.computeIfAbsent(look.getValue().at(), _ -> new HashSet<>())
                        .add(look.getKey());
                all.remove();
            }
        }
        return reached;
    }

    private void look(Consumer<?, ?> consumer) {
        Set<TopicPartition> unwatched = taken.partitions().stream()
                .filter(partition -> !looks.containsKey(partition.partition()))
                .collect(Collectors.toSet());
        Instant at = clock.instant(); // before the ends: what came until then lies below them
        ends(consumer, unwatched)
                .forEach((partition, end) -> looks.computeIfAbsent(
                                partition.partition(), _ -> new Look(at, new HashMap<>()))
                        .ends()
                        .put(partition, end));
    }

    private static Map<TopicPartition, Long> ends(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            return partitions.isEmpty() ? Map.of() : consumer.endOffsets(partitions, END_OFFSETS);
        } catch (TimeoutException brokerAway) {
            return Map.of(); // nothing is known of now; the next look may tell
        }
    }

    private record Look(Instant at, Map<TopicPartition, Long> ends) {}
}
