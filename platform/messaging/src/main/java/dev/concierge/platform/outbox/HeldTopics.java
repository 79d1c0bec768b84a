package dev.concierge.platform.outbox;

import dev.concierge.platform.loop.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics of which nothing can be published for the moment: those that the broker has not, and those that refused a row. */
final class HeldTopics {
    private static final Logger log = LoggerFactory.getLogger(HeldTopics.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final UnaryOperator<Set<String>> missing;
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    /** @param missing which of these the broker has not */
    HeldTopics(UnaryOperator<Set<String>> missing) {
        this.missing = missing;
    }

    /** Asks for every topic anew: the failure that ended the last producer may have been that one is gone. */
    void lookAgain() {
        found.clear();
    }

    /** Which topics are held, with a look at those of these rows that nobody looked for lately. */
    Set<String> among(Collection<OutboxRow> rows) {
        Set<String> closed = closed();
        Set<String> unknown = rows.stream()
                .map(OutboxRow::topic)
                .filter(topic -> !found.contains(topic) && !closed.contains(topic))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            Set<String> absent = missing.apply(unknown);
            absent.forEach(topic -> {
                hold(topic, "the broker has no such topic");
                closed.add(topic);
            });
            unknown.stream().filter(topic -> !absent.contains(topic)).forEach(found::add);
        }
        return closed;
    }

    void refused(TopicRefused refusal) {
        hold(refusal.topic(), refusal.getMessage());
    }

    void accepted(Collection<OutboxRow> rows) {
        if (!holds.isEmpty()) {
            rows.forEach(row -> {
                if (holds.remove(row.topic()) != null) {
                    log.info("Topic {} takes messages again", row.topic());
                }
            });
        }
    }

    /** How many topics have not taken a row since they were held. */
    int count() {
        return holds.size();
    }

    private Set<String> closed() {
        Set<String> closed = new HashSet<>();
        holds.forEach((topic, hold) -> {
            if (hold.until - System.nanoTime() > 0) {
                closed.add(topic);
            }
        });
        return closed;
    }

    private void hold(String topic, @Nullable String cause) {
        Hold hold = holds.merge(topic, Hold.of(1), (before, _) -> Hold.of(before.times + 1));
        found.remove(topic);
        log.warn("Messages to {} wait, another look in {}: {}", topic, hold.pause, cause);
    }

    private record Hold(int times, Duration pause, long until) {
        static Hold of(int times) {
            Duration pause = PAUSES.after(times);
            return new Hold(times, pause, System.nanoTime() + pause.toNanos());
        }
    }
}
