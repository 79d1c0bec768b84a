package dev.concierge.event.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What guests did, each occurrence once. */
public final class History {
    private static final int STEP = 10_000;

    /** Ids are inserted in their own order, so that two workers that share ids cannot wait for each other. */
    private static final String APPEND = """
            WITH incoming AS (
                SELECT i.* FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::jsonb[])
                    WITH ORDINALITY AS i (event_id, user_id, event_name, event_at, received_at, attributes, ord)
                WHERE NOT EXISTS (SELECT FROM erased_guests g WHERE g.user_id = i.user_id)
            ), fresh AS (
                INSERT INTO event_ids (event_id, seen_at)
                SELECT event_id, received_at FROM incoming ORDER BY event_id
                ON CONFLICT DO NOTHING RETURNING event_id
            )
            INSERT INTO user_events (event_id, user_id, event_name, event_at, received_at, attributes)
            SELECT event_id, user_id, event_name, event_at, received_at, attributes
            FROM incoming JOIN fresh USING (event_id) ORDER BY ord
            RETURNING event_id, seq""";

    private static final String SELECT =
            "SELECT event_id, user_id, event_name, event_at, received_at, attributes FROM user_events";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    History(JdbcTemplate template, JsonMapper mapper) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.mapper = mapper;
    }

    /** Stores what was never stored before, and returns that in the given order. */
    public List<StoredOccurrence> append(List<Occurrence> occurrences) {
        if (occurrences.isEmpty()) {
            return List.of();
        }
        Map<UUID, Occurrence> incoming = new LinkedHashMap<>();
        occurrences.forEach(occurrence -> incoming.putIfAbsent(occurrence.id(), occurrence));
        Columns<Occurrence> columns = new Columns<>(
                List.copyOf(incoming.values()),
                Occurrence::id,
                Occurrence::userId,
                Occurrence::name,
                Occurrence::at,
                Occurrence::receivedAt,
                Occurrence::attributes);
        List<StoredOccurrence> stored = new ArrayList<>();
        template.query(APPEND, columns.asParameters(), row -> {
            Occurrence occurrence = incoming.get(row.getObject(1, UUID.class));
            if (occurrence != null) {
                stored.add(new StoredOccurrence(occurrence, row.getLong(2)));
            }
        });
        stored.sort(Comparator.comparingLong(StoredOccurrence::seq));
        return stored;
    }

    Optional<Occurrence> find(UUID eventId) {
        return jdbc.sql(SELECT + " WHERE event_id = ?")
                .param(eventId)
                .query(this::occurrence)
                .optional();
    }

    /** One item more than the limit when there are more. */
    List<Occurrence> list(EventFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        where(conditions, values, "user_id = ?", filter.userId());
        where(conditions, values, "event_id = ?", filter.eventId());
        where(conditions, values, "event_name = ?", filter.name());
        where(conditions, values, "event_at >= ?", utc(filter.from()));
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
                .query(this::occurrence)
                .list();
    }

    boolean delete(UUID eventId) {
        return jdbc.sql("DELETE FROM user_events WHERE event_id = ?")
                        .param(eventId)
                        .update()
                > 0;
    }

    /** Removes everything about these guests and lets nothing in that still arrives. */
    public void erase(Collection<String> userIds, Instant now) {
        String[] guests = userIds.toArray(String[]::new);
        jdbc.sql("INSERT INTO erased_guests SELECT unnest(?::text[]), ? ON CONFLICT DO NOTHING")
                .params(guests, now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("DELETE FROM user_events WHERE user_id = ANY (?::text[])")
                .param(guests)
                .update();
    }

    /** Forgets a bounded number of events received before {@code limit}; tells whether there may be more. */
    boolean forgetBefore(Instant limit) {
        int forgotten =
                jdbc.sql("""
                        DELETE FROM user_events WHERE (event_at, event_id) IN (
                            SELECT event_at, event_id FROM user_events WHERE received_at < ?
                            ORDER BY received_at LIMIT ?)""").params(limit.atOffset(ZoneOffset.UTC), STEP).update();
        return forgotten == STEP;
    }

    private static void where(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private Occurrence occurrence(ResultSet row, int number) throws SQLException {
        return new Occurrence(
                row.getObject("event_id", UUID.class),
                row.getString("user_id"),
                row.getString("event_name"),
                row.getObject("event_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                (ObjectNode) mapper.readTree(row.getString("attributes")));
    }
}
