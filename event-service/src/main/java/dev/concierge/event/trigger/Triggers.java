package dev.concierge.event.trigger;

import dev.concierge.event.definition.ListeningVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The trigger_events; each change raises the listening version in its transaction. */
final class Triggers {
    private final JdbcClient jdbc;
    private final ListeningVersion listening;
    private final JsonMapper mapper;

    Triggers(JdbcClient jdbc, ListeningVersion listening, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.listening = listening;
        this.mapper = mapper;
    }

    List<Trigger> all() {
        return jdbc.sql("SELECT * FROM trigger_events ORDER BY trigger_id")
                .query(this::trigger)
                .list();
    }

    Optional<Trigger> find(UUID triggerId) {
        return jdbc.sql("SELECT * FROM trigger_events WHERE trigger_id = ?")
                .param(triggerId)
                .query(this::trigger)
                .optional();
    }

    /** One item more than the limit when there are more. */
    List<Trigger> list(@Nullable String journeyId, @Nullable String eventName, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        SELECT * FROM trigger_events
                        WHERE (:journey::text IS NULL OR journey_id = :journey)
                          AND (:event::text IS NULL OR event_name = :event)
                          AND (:after::uuid IS NULL OR trigger_id > :after)
                        ORDER BY trigger_id LIMIT :rows""")
                .param("journey", journeyId)
                .param("event", eventName)
                .param("after", after)
                .param("rows", limit + 1)
                .query(this::trigger)
                .list();
    }

    /** Adds it unless its id is taken. */
    boolean add(Trigger trigger) {
        int added = jdbc.sql("""
                        INSERT INTO trigger_events (trigger_id, journey_id, event_name, conditions, "trigger")
                        VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""")
                .params(
                        trigger.triggerId(),
                        trigger.journeyId(),
                        trigger.eventName(),
                        mapper.writeValueAsString(trigger.conditions()),
                        trigger.trigger())
                .update();
        listening.raise();
        return added == 1;
    }

    void replace(Trigger trigger) {
        jdbc.sql("""
                        UPDATE trigger_events SET journey_id = ?, event_name = ?, conditions = ?::jsonb, "trigger" = ?,
                            version = version + 1 WHERE trigger_id = ?""")
                .params(
                        trigger.journeyId(),
                        trigger.eventName(),
                        mapper.writeValueAsString(trigger.conditions()),
                        trigger.trigger(),
                        trigger.triggerId())
                .update();
        listening.raise();
    }

    void remove(UUID triggerId) {
        jdbc.sql("DELETE FROM trigger_events WHERE trigger_id = ?")
                .param(triggerId)
                .update();
        listening.raise();
    }

    /** Locks it for a change under way. */
    Optional<Trigger> findForChange(UUID triggerId) {
        return jdbc.sql("SELECT * FROM trigger_events WHERE trigger_id = ? FOR NO KEY UPDATE")
                .param(triggerId)
                .query(this::trigger)
                .optional();
    }

    private Trigger trigger(ResultSet row, int number) throws SQLException {
        return new Trigger(
                row.getObject("trigger_id", UUID.class),
                row.getString("journey_id"),
                row.getString("event_name"),
                mapper.readValue(row.getString("conditions"), Conditions.class),
                row.getBoolean("trigger"),
                row.getInt("version"));
    }
}
