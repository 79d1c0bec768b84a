package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Counts who was not let in, and why: one row per guest, journey and reason, however often it was tried. */
@Repository
public class Refusals {
    private final JdbcClient jdbc;
    private final Replica replica;

    Refusals(JdbcClient jdbc, Replica replica) {
        this.jdbc = jdbc;
        this.replica = replica;
    }

    public void add(Collection<Refused> refused, Instant now) {
        if (refused.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO refusals AS known (user_id, journey_id, reason, times, first_at, last_at, last_cause)
                SELECT user_id, journey_id, reason, count(*), :now, :now, (array_agg(cause ORDER BY position DESC))[1]
                FROM unnest(:guests, :journeys, :reasons, :causes)
                     WITH ORDINALITY AS refused (user_id, journey_id, reason, cause, position)
                GROUP BY user_id, journey_id, reason
                ON CONFLICT (user_id, journey_id, reason) DO UPDATE SET
                    times = known.times + excluded.times, last_at = excluded.last_at, last_cause = excluded.last_cause
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("guests", column("text", refused, one -> one.userId().value()))
                .param(
                        "journeys",
                        column("text", refused, one -> one.journeyId().value()))
                .param("reasons", column("text", refused, one -> one.reason().written()))
                .param("causes", column("uuid", refused, Refused::cause))
                .update();
    }

    /** By guest, journey and reason; one more than {@code limit} when there are more. */
    public List<CountedRefusal> list(
            @Nullable UserId userId, @Nullable JourneyId journeyId, @Nullable Position after, int limit) {
        return replica.jdbc()
                .sql("""
                SELECT * FROM refusals
                WHERE (:guest::text IS NULL OR user_id = :guest) AND (:journey::text IS NULL OR journey_id = :journey)
                  AND (user_id, journey_id, reason) > (:afterGuest, :afterJourney, :afterReason)
                ORDER BY user_id, journey_id, reason LIMIT :limit
                """)
                .param("guest", userId == null ? null : userId.value())
                .param("journey", journeyId == null ? null : journeyId.value())
                .param("afterGuest", after == null ? "" : after.userId())
                .param("afterJourney", after == null ? "" : after.journeyId())
                .param("afterReason", after == null ? "" : after.reason())
                .param("limit", limit + 1)
                .query((row, _) -> new CountedRefusal(
                        row.getString("user_id"),
                        row.getString("journey_id"),
                        row.getString("reason"),
                        row.getLong("times"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant(),
                        row.getObject("last_cause", UUID.class)))
                .list();
    }

    /** Where a list was left. */
    public record Position(String userId, String journeyId, String reason) {}

    public void erase(Collection<UserId> guests) {
        jdbc.sql("DELETE FROM refusals WHERE user_id = ANY(:guests)")
                .param("guests", column("text", guests, UserId::value))
                .update();
    }

    /** Forgets a bounded number of those that were counted last before {@code limit}; how many. */
    int forgetBefore(Instant limit, int step) {
        return jdbc.sql("""
                DELETE FROM refusals WHERE (user_id, journey_id, reason) IN (
                    SELECT user_id, journey_id, reason FROM refusals WHERE last_at < :limit ORDER BY last_at LIMIT :step)
                """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("step", step)
                .update();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
