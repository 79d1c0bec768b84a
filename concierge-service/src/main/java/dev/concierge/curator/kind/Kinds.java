package dev.concierge.curator.kind;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The kinds there are. */
@Repository
public class Kinds {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Kinds(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws InvalidInput when there is no such kind, or its schema wants other attributes */
    public void check(String kind, Map<String, @Nullable Object> attributes) {
        Kind known =
                find(kind).orElseThrow(() -> new InvalidInput("/type", kind, "a registered kind, see /items/kinds"));
        List<FieldError> errors =
                StandaloneSchema.of(known.schema()).check("/attributes", json.valueToTree(attributes));
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    Optional<Kind> find(String kind) {
        return jdbc.sql("SELECT * FROM item_kinds WHERE kind = ?")
                .param(kind)
                .query(this::kind)
                .optional();
    }

    List<Kind> after(String kind, int limit) {
        return jdbc.sql("SELECT * FROM item_kinds WHERE kind > ? ORDER BY kind LIMIT ?")
                .param(kind)
                .param(limit)
                .query(this::kind)
                .list();
    }

    void put(Kind kind) {
        jdbc.sql("""
            INSERT INTO item_kinds (kind, name, schema, card) VALUES (?, ?, ?::jsonb, ?::jsonb)
            ON CONFLICT (kind) DO UPDATE SET name = excluded.name, schema = excluded.schema, card = excluded.card
            """)
                .param(kind.kind())
                .param(kind.name())
                .param(json.writeValueAsString(kind.schema()))
                .param(json.writeValueAsString(kind.card()))
                .update();
    }

    private Kind kind(ResultSet row, int number) throws SQLException {
        return new Kind(
                row.getString("kind"),
                row.getString("name"),
                json.readTree(row.getString("schema")),
                json.readValue(row.getString("card"), new TypeReference<Map<String, String>>() {}));
    }
}
