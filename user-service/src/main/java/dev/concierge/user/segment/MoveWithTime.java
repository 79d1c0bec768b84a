package dev.concierge.user.segment;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds guests against the rules again when their timer is due. */
@Component
class MoveWithTime implements PartitionWork {
    private static final int STEP = 500;
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private final SegmentTimers timers;
    private final PlaceGuests placeGuests;
    private final Clock clock;
    private volatile @Nullable Reading last;

    MoveWithTime(SegmentTimers timers, PlaceGuests placeGuests, Clock clock) {
        this.timers = timers;
        this.placeGuests = placeGuests;
        this.clock = clock;
    }

    /** What was read last; good for a second, as asking comes many times a second. */
    private record Reading(Integer[] shards, Instant at, Optional<Instant> next) {
        boolean answers(OwnedShards asked, Instant now) {
            return Arrays.equals(shards, asked.numbers()) && !at.isAfter(now) && now.isBefore(at.plus(TRUSTED));
        }
    }

    @Override
    public boolean isDue(OwnedShards shards) {
        Instant now = clock.instant();
        Reading known = last;
        if (known == null || !known.answers(shards, now)) {
            known = new Reading(shards.numbers(), now, timers.next(shards));
            last = known;
        }
        return known.next().filter(due -> !due.isAfter(now)).isPresent();
    }

    @Override
    public void run(OwnedShards shards) {
        last = null;
        placeGuests.place(timers.due(shards, clock.instant(), STEP));
    }
}
