package dev.concierge.event.history;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What guests did, each occurrence once. */
public final class History {
    static final String SELECT =
            "SELECT event_id, user_id, event_name, event_at, received_at, origin, attributes FROM user_events";

    /** An advisory lock: held by whoever erases guests, shared by who stores beside the guests' own order. */
    static final long ERASING = 0x6576_656e_7473_0001L;

    private final JdbcClient jdbc;
    private final Clock clock;

    History(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether it was stored, though it may be deleted by now. */
    boolean contains(UUID eventId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM user_events WHERE event_id = ?)
                            OR EXISTS (SELECT FROM deleted_events WHERE event_id = ?)""").params(eventId, eventId).query(Boolean.class).single();
    }

    Optional<Occurrence> find(UUID eventId) {
        return jdbc.sql(SELECT + " WHERE event_id = ? LIMIT 1")
                .param(eventId)
                .query(History::occurrence)
                .optional();
    }

    /** One item more than the limit when there are more. */
    List<Occurrence> list(EventFilter filter) {
        List<Occurrence> found = List.of();
        for (Instant since : filter.windows(clock.instant())) {
            found = list(filter, since);
            if (found.size() > filter.page().limit()) {
                return found;
            }
        }
        return found;
    }

    private List<Occurrence> list(EventFilter filter, Instant since) {
        List<String> conditions = new ArrayList<>(List.of("event_at >= ?"));
        List<Object> values = new ArrayList<>(List.of(since.atOffset(ZoneOffset.UTC)));
        where(conditions, values, "user_id = ?", filter.userId());
        where(conditions, values, "event_id = ?", filter.eventId());
        where(conditions, values, "event_name = ?", filter.name());
        where(conditions, values, "event_at < ?", utc(filter.to()));
        EventFilter.Position before = filter.before();
        if (before != null) {
            conditions.add("(event_at, event_id) < (?, ?)");
            values.add(before.at().atOffset(ZoneOffset.UTC));
            values.add(before.id());
        }
        values.add(filter.page().limit() + 1);
        return jdbc.sql(SELECT + " WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY event_at DESC, event_id DESC LIMIT ?")
                .params(values)
                .query(History::occurrence)
                .list();
    }

    boolean delete(UUID eventId) {
        return jdbc.sql("""
                        WITH gone AS (DELETE FROM user_events WHERE event_id = ? RETURNING user_id, event_id)
                        INSERT INTO deleted_events (user_id, event_id, deleted_at)
                        SELECT DISTINCT user_id, event_id, ?::timestamptz FROM gone""")
                        .params(eventId, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Removes everything about these guests and lets nothing in that still arrives. */
    public void erase(Collection<String> userIds, Instant now) {
        String[] guests = userIds.toArray(String[]::new);
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(ERASING)
                .query((row, number) -> true)
                .list();
        jdbc.sql("INSERT INTO erased_guests SELECT unnest(?::text[]), ? ON CONFLICT DO NOTHING")
                .params(guests, now.atOffset(ZoneOffset.UTC))
                .update();
        for (String table : List.of("user_events", "deleted_events")) {
            jdbc.sql("DELETE FROM " + table + " WHERE user_id = ANY (?::text[])")
                    .param(guests)
                    .update();
        }
    }

    /** Which of these guests were erased. */
    public Set<String> erasedOf(Collection<String> userIds) {
        return Set.copyOf(jdbc.sql("SELECT user_id FROM erased_guests WHERE user_id = ANY (?)")
                .param(userIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Forgets what was deleted and who was erased before {@code limit}: nothing of them can arrive any more. */
    void forgetRemovalsBefore(Instant limit) {
        for (String condition : List.of("deleted_events WHERE deleted_at", "erased_guests WHERE erased_at")) {
            jdbc.sql("DELETE FROM " + condition + " < ?")
                    .param(limit.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    static void where(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static Occurrence occurrence(ResultSet row, int number) throws SQLException {
        return new Occurrence(
                row.getObject("event_id", UUID.class),
                row.getString("user_id"),
                row.getString("event_name"),
                row.getObject("event_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                CopyRows.origin(row.getString("origin")),
                "",
                Attributes.written(row.getString("attributes")));
    }
}
