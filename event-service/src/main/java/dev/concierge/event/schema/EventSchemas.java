package dev.concierge.event.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The schemas as the database has them. */
final class EventSchemas {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    EventSchemas(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the id or the name is taken */
    void add(EventSchema schema) {
        jdbc.sql("""
                        INSERT INTO event_schemas
                            (schema_id, event_name, mode, schema, version, changed_at, changed_by)
                        VALUES (?, ?, ?, ?::json, ?, ?, ?)""")
                .params(
                        schema.schemaId(),
                        schema.eventName(),
                        name(schema.mode()),
                        schema.schema().toString(),
                        schema.version(),
                        schema.changedAt().atOffset(ZoneOffset.UTC),
                        schema.changedBy())
                .update();
    }

    void save(EventSchema schema) {
        jdbc.sql("""
                        UPDATE event_schemas
                        SET event_name = ?, mode = ?, schema = ?::json, version = ?, changed_at = ?, changed_by = ?
                        WHERE schema_id = ?""")
                .params(
                        schema.eventName(),
                        name(schema.mode()),
                        schema.schema().toString(),
                        schema.version(),
                        schema.changedAt().atOffset(ZoneOffset.UTC),
                        schema.changedBy(),
                        schema.schemaId())
                .update();
    }

    void remove(UUID schemaId) {
        jdbc.sql("DELETE FROM event_schemas WHERE schema_id = ?")
                .param(schemaId)
                .update();
    }

    Optional<EventSchema> find(UUID schemaId) {
        return jdbc.sql("SELECT * FROM event_schemas WHERE schema_id = ?")
                .param(schemaId)
                .query(this::schema)
                .optional();
    }

    /** Until the transaction ends nobody else changes it. */
    Optional<EventSchema> lock(UUID schemaId) {
        return jdbc.sql("SELECT * FROM event_schemas WHERE schema_id = ? FOR UPDATE")
                .param(schemaId)
                .query(this::schema)
                .optional();
    }

    /** One more than the limit when there are more, by name. */
    List<EventSchema> list(String afterName, int limit) {
        return jdbc.sql("SELECT * FROM event_schemas WHERE event_name > ? ORDER BY event_name LIMIT ?")
                .params(afterName, limit + 1)
                .query(this::schema)
                .list();
    }

    int count() {
        return jdbc.sql("SELECT count(*) FROM event_schemas")
                .query(Integer.class)
                .single();
    }

    /** Which version of each there is: enough to see what changed. */
    Map<UUID, Integer> versions() {
        return jdbc
                .sql("SELECT schema_id, version FROM event_schemas")
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<EventSchema> all(Collection<UUID> schemaIds) {
        return schemaIds.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM event_schemas WHERE schema_id = ANY (?)")
                        .param(schemaIds.toArray(UUID[]::new))
                        .query(this::schema)
                        .list();
    }

    private static String name(EventSchema.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private EventSchema schema(ResultSet row, int number) throws SQLException {
        return new EventSchema(
                row.getObject("schema_id", UUID.class),
                row.getString("event_name"),
                EventSchema.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                json.readTree(row.getString("schema")),
                row.getInt("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }
}
