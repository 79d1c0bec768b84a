package dev.concierge.event.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journeys' definitions as topic {@code journey-definitions} has them. When they were told decides, not the version:
 * an older version may be published again, and whoever reads a compacted topic anew may meet an old value after a new
 * one.
 */
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

    /** Returns whether it was news. */
    boolean save(Definition definition, Instant toldAt) {
        Definition.Entry entry = definition.entry();
        return jdbc.sql("""
                        INSERT INTO journey_definitions
                            (journey_id, version, state, listens, entry_on, entry_attributes, told_at)
                        VALUES (?, ?, ?, ?::text[], ?, ?::jsonb, ?)
                        ON CONFLICT (journey_id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state,
                            listens = EXCLUDED.listens, entry_on = EXCLUDED.entry_on,
                            entry_attributes = EXCLUDED.entry_attributes, told_at = EXCLUDED.told_at
                        WHERE journey_definitions.told_at <= EXCLUDED.told_at""")
                        .param(definition.journeyId())
                        .param(definition.version())
                        .param(definition.state().name())
                        .param(definition.listens().toArray(String[]::new))
                        .param(entry == null ? null : entry.on())
                        .param(entry == null ? null : entry.attributes().toString())
                        .param(toldAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Nobody listens for it any more; what was told of it before may still come. */
    void withdraw(String journeyId, Instant toldAt) {
        save(new Definition(journeyId, 0, Definition.State.ARCHIVED, List.of(), null), toldAt);
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
