package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.OwnedShards;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;

/**
 * Remembers when the next timer of each shard is due, so that asking costs no query. What is remembered is read anew
 * once a second: the shard may have been another pod's in between, and a transaction may have rolled back.
 */
@Component
class DueTimes {
    private static final int SHARDS = 256;
    private static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final Reading NEVER_READ = new Reading(Instant.MIN, Instant.MAX);

    private final AtomicReferenceArray<Reading> readings = new AtomicReferenceArray<>(SHARDS);

    private record Reading(Instant readAt, Instant due) {
        boolean isTrusted(Instant now) {
            return !readAt.isAfter(now) && now.isBefore(readAt.plus(TRUSTED));
        }
    }

    DueTimes() {
        for (int shard = 0; shard < SHARDS; shard++) {
            readings.set(shard, NEVER_READ);
        }
    }

    void added(int shard, Instant due) {
        readings.updateAndGet(shard, known -> due.isBefore(known.due()) ? new Reading(known.readAt(), due) : known);
    }

    void read(Collection<Integer> shards, Map<Integer, Instant> next, Instant now) {
        for (int shard : shards) {
            readings.set(shard, new Reading(now, next.getOrDefault(shard, Instant.MAX)));
        }
    }

    boolean areTrusted(OwnedShards shards, Instant now) {
        for (int shard : shards.numbers()) {
            if (!readings.get(shard).isTrusted(now)) {
                return false;
            }
        }
        return true;
    }

    /** Which of these have a timer that may fire; @param openings up to when timers of a shard may */
    List<Integer> due(OwnedShards shards, IntFunction<Instant> openings) {
        List<Integer> due = new ArrayList<>();
        for (int shard : shards.numbers()) {
            if (!readings.get(shard).due().isAfter(openings.apply(shard))) {
                due.add(shard);
            }
        }
        return due;
    }
}
