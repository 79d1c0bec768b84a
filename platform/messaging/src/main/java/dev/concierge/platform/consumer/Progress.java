package dev.concierge.platform.consumer;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out up to when the partitions of an assignment have been applied: takes the time, then asks where they end, and
 * waits until the positions are there. Partitions of one number are one stream; a number that is behind holds up none of
 * the others.
 */
final class Progress {
    private static final long BETWEEN_LOOKS_NANOS = 400_000_000L;

    private final Clock clock;
    private final Map<Integer, Look> looks = new HashMap<>();

    private int generation;
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS_NANOS;

    Progress(Clock clock) {
        this.clock = clock;
    }

    /** Only for when all that was polled has taken effect: up to when what is new of that was applied, by its time. */
    Map<Instant, Set<Integer>> next(Assignment assignment) {
        if (assignment.generation() != generation) {
            looks.clear();
            generation = assignment.generation();
        }
        Map<Instant, Set<Integer>> reached = reached(assignment);
        if (System.nanoTime() - lookedAt >= BETWEEN_LOOKS_NANOS) {
            look(assignment);
            lookedAt = System.nanoTime();
        }
        return reached;
    }

    private Map<Instant, Set<Integer>> reached(Assignment assignment) {
        Map<Instant, Set<Integer>> reached = new LinkedHashMap<>();
        for (Iterator<Map.Entry<Integer, Look>> all = looks.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Look> look = all.next();
            if (look.getValue().isReached(assignment)) {
                reached.computeIfAbsent(look.getValue().at(), _ -> new HashSet<>())
                        .add(look.getKey());
                all.remove();
            }
        }
        return reached;
    }

    private void look(Assignment assignment) {
        Set<TopicPartition> unwatched = assignment.partitions().stream()
                .filter(partition -> !looks.containsKey(partition.partition()))
                .collect(Collectors.toSet());
        Instant at = clock.instant(); // before the ends: what came until then lies below them
        ends(assignment, unwatched)
                .forEach((partition, end) -> looks.computeIfAbsent(
                                partition.partition(), _ -> new Look(at, new HashMap<>()))
                        .ends()
                        .put(partition, end));
    }

    private static Map<TopicPartition, Long> ends(Assignment assignment, Collection<TopicPartition> partitions) {
        try {
            return partitions.isEmpty() ? Map.of() : assignment.ends(partitions);
        } catch (TimeoutException brokerAway) {
            return Map.of(); // nothing is known of now; the next look may tell
        }
    }

    private record Look(Instant at, Map<TopicPartition, Long> ends) {
        boolean isReached(Assignment assignment) {
            ends.entrySet().removeIf(end -> assignment.hasReached(end.getKey(), end.getValue()));
            return ends.isEmpty();
        }
    }
}
