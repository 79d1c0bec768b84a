package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.EntryRules.Past;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps what entry rules ask of the past: one row per guest and journey, however often the guest came in. */
@Repository
public class Entries {
    private final JdbcClient jdbc;

    Entries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A guest at the door of a journey. */
    public record Entry(UserId userId, JourneyId journeyId) {}

    /** Those who have been in; the others are missing. */
    public Map<Entry, Past> load(Collection<Entry> entries) {
        Map<Entry, Past> past = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.sql("""
                    SELECT * FROM unnest(:guests, :journeys) AS asked (user_id, journey_id)
                    JOIN entries USING (user_id, journey_id)
                    """)
                    .param(
                            "guests",
                            column("text", entries, entry -> entry.userId().value()))
                    .param(
                            "journeys",
                            column("text", entries, entry -> entry.journeyId().value()))
                    .query(row -> {
                        past.put(
                                new Entry(
                                        new UserId(row.getString("user_id")),
                                        new JourneyId(row.getString("journey_id"))),
                                new Past(
                                        row.getLong("runs"),
                                        row.getTimestamp("recent_since").toInstant(),
                                        row.getInt("recent")));
                    });
        }
        return past;
    }

    public void save(Map<Entry, Past> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO entries (user_id, journey_id, runs, recent_since, recent)
                SELECT * FROM unnest(:guests, :journeys, :runs, :since, :recent)
                ON CONFLICT (user_id, journey_id) DO UPDATE SET
                    runs = excluded.runs, recent_since = excluded.recent_since, recent = excluded.recent
                """)
                .param(
                        "guests",
                        column("text", changed.keySet(), entry -> entry.userId().value()))
                .param(
                        "journeys",
                        column(
                                "text",
                                changed.keySet(),
                                entry -> entry.journeyId().value()))
                .param("runs", column("int8", changed.values(), Past::runs))
                .param(
                        "since",
                        column(
                                "timestamptz",
                                changed.values(),
                                past -> past.since().atOffset(ZoneOffset.UTC)))
                .param("recent", column("int4", changed.values(), Past::recent))
                .update();
    }

    public void erase(Collection<UserId> guests) {
        jdbc.sql("DELETE FROM entries WHERE user_id = ANY(:guests)")
                .param("guests", column("text", guests, UserId::value))
                .update();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
