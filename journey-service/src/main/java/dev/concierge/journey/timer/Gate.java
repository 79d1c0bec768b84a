package dev.concierge.journey.timer;

import dev.concierge.journey.JourneySettings;
import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.message.Shard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which timers may fire: those that fell due before their shard's watermark, so that no timer overtakes what was
 * accepted before it; and those that have waited for it as long as a timer waits at most. That time begins when the
 * timer falls due, but not before this process watches the shard: while nobody does, nothing is read either, and what
 * waits would be overtaken by everything that fell due meanwhile.
 */
@Component
class Gate {
    /** By the process' own time, which stands still with it. */
    private static final long LONGEST_BREAK_NANOS = Duration.ofSeconds(10).toNanos();

    private final Watermarks watermarks;
    private final Clock clock;
    private final Duration hold;
    private final AtomicReferenceArray<@Nullable Watch> watches = new AtomicReferenceArray<>(Shard.COUNT);

    Gate(Watermarks watermarks, Clock clock, JourneySettings settings) {
        this.watermarks = watermarks;
        this.clock = clock;
        this.hold = settings.timerHold();
    }

    private record Watch(Instant since, long lastNanos) {}

    /** Notes that these shards are watched now: that their timers could be read. */
    void watch(OwnedShards shards) {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        for (int shard : shards.numbers()) {
            watches.updateAndGet(
                    shard,
                    watch -> watch == null || nanos - watch.lastNanos() > LONGEST_BREAK_NANOS
                            ? new Watch(now, nanos)
                            : new Watch(watch.since(), nanos));
        }
    }

    /** Up to which due time the timers of each of these shards may fire, in the same order. */
    SequencedMap<Integer, Opening> openings(Collection<Integer> shards, Instant now) {
        SequencedMap<Integer, Opening> openings = new LinkedHashMap<>();
        shards.forEach(shard -> openings.put(shard, opening(shard, now)));
        return openings;
    }

    Opening opening(int shard, Instant now) {
        Instant sighted = earlier(watermarks.of(shard), now);
        Watch watch = watches.get(shard);
        boolean heldLongEnough = watch != null && !now.isBefore(watch.since().plus(hold));
        return new Opening(sighted, heldLongEnough ? now.minus(hold) : Instant.MIN);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * @param sighted everything accepted up to here is known
     * @param blind whoever fell due up to here does not wait any longer
     */
    record Opening(Instant sighted, Instant blind) {
        Instant until() {
            return sighted.isAfter(blind) ? sighted : blind;
        }

        boolean isBlind(Instant due) {
            return due.isAfter(sighted);
        }
    }
}
