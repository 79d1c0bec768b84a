package dev.concierge.user.alias;

import dev.concierge.user.history.Deed;
import dev.concierge.user.history.Facts;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.history.GuestHistory.FactsOf;
import dev.concierge.user.identity.UserId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** What was done under names that are no guest's. */
@Repository
class AnonymousHistory {
    static final Duration KEPT = Duration.ofDays(90);
    /** Names and topics of one actor; a visitor does not need more, and a sensor gets no more. */
    private static final int MOST_ROWS = 100;

    private final JdbcClient jdbc;

    AnonymousHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets nobody merge these until the transaction ends; whoever does so now is waited for. */
    void lockShared(Collection<String> actors) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(hashtextextended(actor, 39)) FROM unnest(?) AS actor")
                .param(new SqlArrayValue("text", actors.stream().sorted().toArray()))
                .query((_, _) -> true)
                .list();
    }

    /** Lets nobody add to this one until the transaction ends. */
    void lock(String actor) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 39))")
                .param(actor)
                .query((_, _) -> true)
                .list();
    }

    void add(Collection<Deed> deeds, Instant now) {
        if (deeds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                WITH told AS (SELECT * FROM unnest(:actors, :names, :topics, :times) AS told (actor, name, topic, at)),
                grouped AS (
                    SELECT actor, name, topic, count(*) AS happened, latest_times(array_agg(at)) AS times
                    FROM told GROUP BY actor, name, topic)
                INSERT INTO anonymous_history AS known (actor, name, topic, happened, times, told_at)
                SELECT grouped.*, :now FROM grouped
                WHERE (SELECT count(*) FROM anonymous_history WHERE actor = grouped.actor) < :most
                    OR EXISTS (SELECT FROM anonymous_history WHERE (actor, name, topic)
                        = (grouped.actor, grouped.name, grouped.topic))
                ORDER BY actor, name, topic
                ON CONFLICT (actor, name, topic) DO UPDATE
                SET happened = known.happened + excluded.happened,
                    times = latest_times(known.times || excluded.times), told_at = excluded.told_at
                """)
                .param("actors", column("text", deeds, Deed::actor))
                .param("names", column("text", deeds, Deed::name))
                .param("topics", column("text", deeds, Deed::topic))
                .param("times", column("timestamptz", deeds, deed -> deed.at().atOffset(ZoneOffset.UTC)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST_ROWS)
                .update();
        addFacts(deeds);
    }

    private void addFacts(Collection<Deed> deeds) {
        SqlArrayValue actors = column("text", deeds, Deed::actor);
        SqlArrayValue names = column("text", deeds, Deed::name);
        SqlArrayValue topics = column("text", deeds, Deed::topic);
        jdbc.sql("""
                INSERT INTO anonymous_facts (actor, name, topic, at, facts)
                SELECT actor, name, topic, at, facts::jsonb
                FROM unnest(:actors, :names, :topics, :times, :facts) AS told (actor, name, topic, at, facts)
                    JOIN anonymous_history USING (actor, name, topic)
                WHERE cardinality(times) < :kept OR at >= times[:kept]
                """)
                .param("actors", actors)
                .param("names", names)
                .param("topics", topics)
                .param("times", column("timestamptz", deeds, deed -> deed.at().atOffset(ZoneOffset.UTC)))
                .param("facts", column("text", deeds, deed -> Facts.of(deed.attributes())))
                .param("kept", GuestHistory.KEPT)
                .update();
        jdbc.sql("""
                DELETE FROM anonymous_facts AS old USING anonymous_history AS known
                WHERE (known.actor, known.name, known.topic) IN (
                        SELECT actor, name, topic FROM unnest(:actors, :names, :topics) AS told (actor, name, topic))
                    AND cardinality(known.times) = :kept
                    AND (old.actor, old.name, old.topic) = (known.actor, known.name, known.topic)
                    AND old.at < known.times[:kept]
                """)
                .param("actors", actors)
                .param("names", names)
                .param("topics", topics)
                .param("kept", GuestHistory.KEPT)
                .update();
    }

    /** Takes out what an actor's events said, as the guest's; before {@link #take}, with which it would go. */
    List<FactsOf> takeFacts(String actor, UserId guest) {
        return jdbc.sql("DELETE FROM anonymous_facts WHERE actor = ? RETURNING name, topic, at, facts")
                .param(actor)
                .query((row, _) -> new FactsOf(
                        guest,
                        row.getString("name"),
                        row.getString("topic"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("facts")))
                .list();
    }

    /**
     * What an actor did under one name.
     *
     * @param topic of an interaction; empty for anything else
     * @param happened how often
     * @param times the latest of them
     */
    record Past(String name, String topic, long happened, List<Instant> times) {}

    /** Takes it all out. */
    List<Past> take(String actor) {
        return jdbc.sql("DELETE FROM anonymous_history WHERE actor = ? RETURNING name, topic, happened, times")
                .param(actor)
                .query((row, _) -> new Past(
                        row.getString("name"),
                        row.getString("topic"),
                        row.getLong("happened"),
                        Arrays.stream((Timestamp[]) row.getArray("times").getArray())
                                .map(Timestamp::toInstant)
                                .toList()))
                .list();
    }

    void forget(Instant before) {
        jdbc.sql("DELETE FROM anonymous_history WHERE told_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
