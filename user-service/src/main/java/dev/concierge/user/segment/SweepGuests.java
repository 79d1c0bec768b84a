package dev.concierge.user.segment;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.user.segment.Guests.Unswept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Holds every guest against a segment that is new, changed or ending, step by step, from where it was left. */
@Component
class SweepGuests implements PartitionWork {
    private static final int STEP = 500;
    private static final Duration REST = Duration.ofMillis(250);

    private final JdbcClient jdbc;
    private final Guests guests;
    private final PlaceGuests placeGuests;
    private final Clock clock;
    private volatile Instant idleSince = Instant.MIN;

    SweepGuests(JdbcClient jdbc, Guests guests, PlaceGuests placeGuests, Clock clock) {
        this.jdbc = jdbc;
        this.guests = guests;
        this.placeGuests = placeGuests;
        this.clock = clock;
    }

    @Override
    public boolean isDue(OwnedShards shards) {
        Instant now = clock.instant();
        if (!now.isBefore(idleSince) && now.isBefore(idleSince.plus(REST))) {
            return false;
        }
        boolean due = next(shards).isPresent();
        idleSince = due ? Instant.MIN : now;
        return due;
    }

    @Override
    public void run(OwnedShards shards) {
        next(shards).ifPresent(segment -> step(segment, shards));
    }

    private Optional<SegmentId> next(OwnedShards shards) {
        return jdbc.sql("SELECT segment_id FROM segment_sweeps WHERE shard = ANY (?) ORDER BY segment_id LIMIT 1")
                .param(numbers(shards))
                .query((row, _) -> new SegmentId(row.getString(1)))
                .optional();
    }

    /** The segment stays as it is meanwhile: a change begins the sweep anew, and this step must not end that. */
    private void step(SegmentId segment, OwnedShards shards) {
        Optional<Boolean> ending = jdbc.sql("SELECT ending FROM segments WHERE segment_id = ? FOR SHARE")
                .param(segment.value())
                .query(Boolean.class)
                .optional();
        if (ending.isEmpty()) {
            return;
        }
        List<Unswept> next = guests.unswept(segment, shards, STEP);
        placeGuests.place(next.stream().map(Unswept::userId).toList());
        if (next.size() == STEP) {
            goOn(segment, shards, next.getLast());
        } else {
            done(segment, shards);
        }
        if (ending.get()) {
            removeIfEmpty(segment);
        }
    }

    private void goOn(SegmentId segment, OwnedShards shards, Unswept last) {
        jdbc.sql("""
                WITH done AS (
                    DELETE FROM segment_sweeps
                    WHERE segment_id = :segment AND shard = ANY (:shards) AND shard < :shard)
                UPDATE segment_sweeps SET done_to = :last WHERE segment_id = :segment AND shard = :shard
                """)
                .param("segment", segment.value())
                .param("shards", numbers(shards))
                .param("shard", last.shard())
                .param("last", last.userId().value())
                .update();
    }

    private void done(SegmentId segment, OwnedShards shards) {
        jdbc.sql("DELETE FROM segment_sweeps WHERE segment_id = ? AND shard = ANY (?)")
                .param(segment.value())
                .param(numbers(shards))
                .update();
    }

    /** Whoever is last takes the segment along; another worker's members keep it. */
    private void removeIfEmpty(SegmentId segment) {
        jdbc.sql("""
                DELETE FROM segments WHERE segment_id = :id AND ending
                    AND NOT EXISTS (SELECT FROM segment_sweeps WHERE segment_id = :id)
                    AND NOT EXISTS (SELECT FROM segment_members WHERE segment_id = :id)
                """).param("id", segment.value()).update();
    }

    private static SqlArrayValue numbers(OwnedShards shards) {
        return new SqlArrayValue("int2", (Object[]) shards.numbers());
    }
}
