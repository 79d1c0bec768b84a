package dev.concierge.search.popularity;

import dev.concierge.search.erasure.PersonalData;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What guests did with items. A guest counts once a day for each kind of act, so that nobody makes a thing liked alone; who it
 * was is forgotten after {@link #KEPT_DAYS} days, what it made of the item stays and fades.
 */
@Repository
class Acts implements PersonalData {
    static final int KEPT_DAYS = 30;
    static final Duration HALF_LIFE = Duration.ofDays(14);
    private static final Map<String, Integer> POINTS =
            Map.of("VIEW", 1, "SHARE", 3, "SAVE", 4, "INQUIRY", 5, "PURCHASE", 10);
    private static final double HARDLY_ANY = 0.05;
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Acts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How much an item was liked at a moment; half as much after {@link #HALF_LIFE}. */
    record Points(UUID item, double points, Instant at) {
        double at(Instant now) {
            return points
                    * Math.pow(
                            0.5, Math.max(0, Duration.between(at, now).toSeconds()) / (double) HALF_LIFE.toSeconds());
        }
    }

    /** Nothing when the guest did the same that day, when it is long ago, or when it says nothing of what they like. */
    void add(UUID guest, UUID item, String type, Instant at) {
        Instant now = clock.instant();
        Instant when = at.isAfter(now) ? now : at;
        int points = POINTS.getOrDefault(type, 0);
        if (points == 0 || day(when).isBefore(day(now).minusDays(KEPT_DAYS))) {
            return;
        }
        int _ = jdbc.sql("""
                        INSERT INTO acts (guest, day, item_id, type, points, at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING""")
                .params(guest, Date.valueOf(day(when)), item, type, points, Timestamp.from(when))
                .update();
    }

    /**
     * Adds what is new to what items have. Several pods may do so at once: each takes what no other has, and items in order.
     *
     * @return how many items have more than before
     */
    int count() {
        return jdbc.sql("""
                        WITH taken AS (
                          UPDATE acts SET is_counted = true
                          WHERE (guest, day, item_id, type) IN (
                            SELECT guest, day, item_id, type FROM acts WHERE NOT is_counted
                            LIMIT :most FOR UPDATE SKIP LOCKED)
                          RETURNING item_id, points, at),
                        more AS (
                          SELECT item_id, sum(points * power(0.5, extract(epoch FROM (:now::timestamptz - at)) / :half)) AS points
                          FROM taken GROUP BY item_id ORDER BY item_id)
                        INSERT INTO popularity AS before (item_id, points, at)
                        SELECT item_id, points, :now::timestamptz FROM more ORDER BY item_id
                        ON CONFLICT (item_id) DO UPDATE SET at = greatest(before.at, excluded.at), points = excluded.points
                          + before.points * power(0.5, greatest(0, extract(epoch FROM (excluded.at - before.at))) / :half)""")
                .param("most", AT_ONCE)
                .param("now", clock.instant().toString())
                .param("half", (double) HALF_LIFE.toSeconds())
                .update();
    }

    List<Points> changedSince(Instant since) {
        return jdbc.sql("SELECT item_id, points, at FROM popularity WHERE at > ?")
                .param(Timestamp.from(since))
                .query((row, _) -> new Points(
                        row.getObject("item_id", UUID.class),
                        row.getDouble("points"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Who did what, once it is long ago, and of items what has faded. */
    void forget() {
        Instant now = clock.instant();
        int _ = jdbc.sql("DELETE FROM acts WHERE day < ?")
                .param(Date.valueOf(day(now).minusDays(KEPT_DAYS)))
                .update();
        int _ = jdbc.sql("""
                        DELETE FROM popularity
                        WHERE points * power(0.5, extract(epoch FROM (:now::timestamptz - at)) / :half) < :least""")
                .param("now", now.toString())
                .param("half", (double) HALF_LIFE.toSeconds())
                .param("least", HARDLY_ANY)
                .update();
    }

    @Override
    public void erase(UUID guest, Instant now) {
        int _ = jdbc.sql("DELETE FROM acts WHERE guest = ?").param(guest).update();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
