package dev.concierge.user.history;

import dev.concierge.user.identity.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often and when a guest did something. Of each name and topic the latest {@link #KEPT} times are known, which
 * answers exactly whether something happened at least so often, or fewer times, in any stretch up to now; and what those
 * events said, which rules may measure.
 */
@Repository
public class GuestHistory {
    /** How many times of one name and topic are kept. */
    public static final int KEPT = 500;

    /** Names and topics of one guest; whoever invents more fills no disk with them. */
    private static final int MOST_ROWS = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Counter leftOut;

    GuestHistory(JdbcClient jdbc, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.leftOut = Counter.builder("user.history.left.out")
                .description("kinds of events of a guest beyond the " + MOST_ROWS + " that are kept, or of no guest")
                .register(meters);
    }

    /** Something that a guest did. */
    public record Done(UserId userId, Deed deed) {}

    /** Adds what happened, in the transaction of the batch; of someone who is no guest nothing is kept. */
    public void add(Collection<Done> deeds) {
        if (deeds.isEmpty()) {
            return;
        }
        int rows = jdbc.sql("""
                WITH told AS (SELECT * FROM unnest(:users, :names, :topics, :times) AS told (user_id, name, topic, at)),
                guests AS (
                    SELECT user_id FROM users WHERE user_id IN (SELECT user_id FROM told)
                    ORDER BY user_id FOR KEY SHARE),
                grouped AS (
                    SELECT user_id, name, topic, count(*) AS happened, latest_times(array_agg(at)) AS times
                    FROM told JOIN guests USING (user_id) GROUP BY user_id, name, topic)
                INSERT INTO guest_history AS known (user_id, name, topic, happened, times)
                SELECT * FROM grouped
                WHERE EXISTS (SELECT FROM guest_history WHERE (user_id, name, topic)
                        = (grouped.user_id, grouped.name, grouped.topic))
                    OR (SELECT count(*) FROM guest_history WHERE user_id = grouped.user_id) < :most
                ORDER BY user_id, name, topic
                ON CONFLICT (user_id, name, topic) DO UPDATE
                SET happened = known.happened + excluded.happened,
                    times = latest_times(known.times || excluded.times)
                """)
                .param("users", column("uuid", deeds, done -> done.userId().value()))
                .param("names", column("text", deeds, done -> done.deed().name()))
                .param("topics", column("text", deeds, done -> done.deed().topic()))
                .param(
                        "times",
                        column("timestamptz", deeds, done -> done.deed().at().atOffset(ZoneOffset.UTC)))
                .param("most", MOST_ROWS)
                .update();
        long kinds = deeds.stream()
                .map(done ->
                        List.of(done.userId(), done.deed().name(), done.deed().topic()))
                .distinct()
                .count();
        leftOut.increment(kinds - rows);
        addFacts(deeds.stream()
                .map(done -> new FactsOf(
                        done.userId(),
                        done.deed().name(),
                        done.deed().topic(),
                        done.deed().at(),
                        Facts.of(done.deed().attributes())))
                .toList());
    }

    /**
     * What an event said beside its name and time.
     *
     * @param facts as {@link Facts} gives them
     */
    public record FactsOf(UserId userId, String name, String topic, Instant at, String facts) {}

    /** Keeps what the events said whose times are kept, and of no others: the history has these already. */
    public void addFacts(Collection<FactsOf> told) {
        if (told.isEmpty()) {
            return;
        }
        SqlArrayValue users = column("uuid", told, one -> one.userId().value());
        SqlArrayValue names = column("text", told, FactsOf::name);
        SqlArrayValue topics = column("text", told, FactsOf::topic);
        jdbc.sql("""
                INSERT INTO guest_facts (user_id, name, topic, at, facts)
                SELECT user_id, name, topic, at, facts::jsonb
                FROM unnest(:users, :names, :topics, :times, :facts) AS told (user_id, name, topic, at, facts)
                    JOIN guest_history USING (user_id, name, topic)
                WHERE cardinality(times) < :kept OR at >= times[:kept]
                """)
                .param("users", users)
                .param("names", names)
                .param("topics", topics)
                .param("times", column("timestamptz", told, one -> one.at().atOffset(ZoneOffset.UTC)))
                .param("facts", column("text", told, FactsOf::facts))
                .param("kept", KEPT)
                .update();
        jdbc.sql("""
                DELETE FROM guest_facts AS old USING guest_history AS known
                WHERE (known.user_id, known.name, known.topic) IN (
                        SELECT user_id, name, topic FROM unnest(:users, :names, :topics) AS told (user_id, name, topic))
                    AND cardinality(known.times) = :kept
                    AND (old.user_id, old.name, old.topic) = (known.user_id, known.name, known.topic)
                    AND old.at < known.times[:kept]
                """)
                .param("users", users)
                .param("names", names)
                .param("topics", topics)
                .param("kept", KEPT)
                .update();
    }

    /** Adds what somebody did before it was known to be this guest, who is locked. */
    public void addAll(UserId guest, String name, String topic, long happened, List<Instant> times) {
        jdbc.sql("""
                INSERT INTO guest_history AS known (user_id, name, topic, happened, times)
                VALUES (:guest, :name, :topic, :happened, latest_times(:times))
                ON CONFLICT (user_id, name, topic) DO UPDATE
                SET happened = known.happened + excluded.happened,
                    times = latest_times(known.times || excluded.times)
                """)
                .param("guest", guest.value())
                .param("name", name)
                .param("topic", topic)
                .param("happened", happened)
                .param("times", column("timestamptz", times, at -> at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** What these guests did under these names; nothing of a guest who did nothing of it. */
    public Map<UserId, List<Times>> of(Collection<UserId> guests, Collection<String> names) {
        Map<UserId, List<Times>> found = new HashMap<>();
        if (!guests.isEmpty() && !names.isEmpty()) {
            jdbc.sql("SELECT * FROM guest_history WHERE user_id = ANY (:users) AND name = ANY (:names)")
                    .param("users", column("uuid", guests, UserId::value))
                    .param("names", column("text", names, name -> name))
                    .query((row, _) -> found.computeIfAbsent(
                                    new UserId(row.getObject("user_id", UUID.class)), _ -> new ArrayList<>())
                            .add(times(row)))
                    .list();
        }
        return found;
    }

    /** What these guests' events of these names said, latest first. */
    public Map<UserId, List<Told>> told(Collection<UserId> guests, Collection<String> names) {
        Map<UserId, List<Told>> found = new HashMap<>();
        if (!guests.isEmpty() && !names.isEmpty()) {
            jdbc.sql("""
                    SELECT user_id, name, topic, at, facts FROM guest_facts
                    WHERE user_id = ANY (:users) AND name = ANY (:names) ORDER BY at DESC, number
                    """)
                    .param("users", column("uuid", guests, UserId::value))
                    .param("names", column("text", names, name -> name))
                    .query((row, _) -> found.computeIfAbsent(
                                    new UserId(row.getObject("user_id", UUID.class)), _ -> new ArrayList<>())
                            .add(new Told(
                                    row.getString("name"),
                                    row.getString("topic"),
                                    row.getTimestamp("at").toInstant(),
                                    json.readTree(row.getString("facts")))))
                    .list();
        }
        return found;
    }

    /**
     * What an event of a guest said.
     *
     * @param facts by JSON Pointer
     */
    public record Told(String name, String topic, Instant at, JsonNode facts) {}

    /**
     * When a guest did something.
     *
     * @param times latest first, at most {@link #KEPT}
     */
    public record Times(String name, String topic, List<Instant> times) {}

    private static Times times(ResultSet row) throws SQLException {
        Array times = row.getArray("times");
        return new Times(
                row.getString("name"),
                row.getString("topic"),
                Arrays.stream((Timestamp[]) times.getArray())
                        .map(Timestamp::toInstant)
                        .toList());
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
