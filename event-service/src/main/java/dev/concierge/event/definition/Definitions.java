package dev.concierge.event.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The journeys' definitions as topic {@code journey-definitions} has them: its order decides, not the version. */
public final class Definitions {
    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    Definitions(JdbcClient jdbc, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    public List<Definition> all() {
        return jdbc.sql("SELECT * FROM journey_definitions ORDER BY journey_id")
                .query(this::definition)
                .list();
    }

    void save(Definition definition) {
        Definition.Entry entry = definition.entry();
        jdbc.sql("""
                        INSERT INTO journey_definitions (journey_id, version, state, listens, entry_on, entry_attributes)
                        VALUES (?, ?, ?, ?::text[], ?, ?::jsonb)
                        ON CONFLICT (journey_id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state,
                            listens = EXCLUDED.listens, entry_on = EXCLUDED.entry_on,
                            entry_attributes = EXCLUDED.entry_attributes""")
                .param(definition.journeyId())
                .param(definition.version())
                .param(definition.state().name())
                .param(definition.listens().toArray(String[]::new))
                .param(entry == null ? null : entry.on())
                .param(entry == null ? null : entry.attributes().toString())
                .update();
    }

    void remove(String journeyId) {
        jdbc.sql("DELETE FROM journey_definitions WHERE journey_id = ?")
                .param(journeyId)
                .update();
    }

    private Definition definition(ResultSet row, int number) throws SQLException {
        return new Definition(
                row.getString("journey_id"),
                row.getInt("version"),
                Definition.State.valueOf(row.getString("state")),
                List.of((String[]) row.getArray("listens").getArray()),
                entry(row.getString("entry_on"), row.getString("entry_attributes")));
    }

    private Definition.@Nullable Entry entry(@Nullable String on, @Nullable String attributes) {
        return on == null || attributes == null
                ? null
                : new Definition.Entry(on, (ObjectNode) mapper.readTree(attributes));
    }
}
