package dev.concierge.user.segment;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.segment.rule.Guest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** One timer per guest: the first moment at which some rule may answer otherwise by itself. */
@Repository
class SegmentTimers {
    private final JdbcClient jdbc;

    SegmentTimers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The moment from which some rule may answer otherwise for a guest.
     *
     * @param at empty: the timer goes
     */
    record Next(Guest guest, Optional<Instant> at) {}

    void set(List<Next> next) {
        List<UserId> none = next.stream()
                .filter(one -> one.at().isEmpty())
                .map(one -> one.guest().userId())
                .toList();
        if (!none.isEmpty()) {
            clear(none);
        }
        List<Due> some = next.stream()
                .flatMap(one -> one.at().map(at -> new Due(one.guest(), at)).stream())
                .toList();
        if (!some.isEmpty()) {
            jdbc.sql("""
                    INSERT INTO segment_timers AS known (user_id, shard, due_at)
                    SELECT * FROM unnest(:guests, :shards, :times)
                    ON CONFLICT (user_id) DO UPDATE SET due_at = excluded.due_at
                    WHERE known.due_at <> excluded.due_at
                    """)
                    .param(
                            "guests",
                            column("uuid", some, due -> due.guest().userId().value()))
                    .param("shards", column("int2", some, due -> due.guest().shard()))
                    .param("times", column("timestamptz", some, due -> due.at().atOffset(ZoneOffset.UTC)))
                    .update();
        }
    }

    private record Due(Guest guest, Instant at) {}

    /** Whoever has no timer gets one; who is not there gets none. */
    void dueNow(Collection<UserId> guests, Instant now) {
        jdbc.sql("""
                INSERT INTO segment_timers AS known (user_id, shard, due_at)
                SELECT user_id, shard, :now FROM users WHERE user_id = ANY (:guests) ORDER BY user_id FOR KEY SHARE
                ON CONFLICT (user_id) DO UPDATE SET due_at = least(known.due_at, excluded.due_at)
                """)
                .param("guests", column("uuid", guests, UserId::value))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void clear(Collection<UserId> guests) {
        jdbc.sql("DELETE FROM segment_timers WHERE user_id = ANY (?)")
                .param(column("uuid", guests, UserId::value))
                .update();
    }

    /** When the first in these shards is due; empty when none is under way. */
    Optional<Instant> next(OwnedShards shards) {
        return jdbc.sql("""
                SELECT min(next.due_at) FROM unnest(?) AS mine (shard) CROSS JOIN LATERAL (
                    SELECT due_at FROM segment_timers WHERE shard = mine.shard ORDER BY due_at LIMIT 1) next
                """)
                .param(numbers(shards))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** Whose timers are due, the longest first. */
    List<UserId> due(OwnedShards shards, Instant now, int limit) {
        return jdbc.sql("""
                SELECT user_id FROM segment_timers WHERE shard = ANY (?) AND due_at <= ? ORDER BY due_at LIMIT ?
                """)
                .param(numbers(shards))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    private static SqlArrayValue numbers(OwnedShards shards) {
        return new SqlArrayValue("int2", (Object[]) shards.numbers());
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
