package dev.concierge.user.export;

import dev.concierge.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rows about a guest, table by table, as they were at one moment. */
@Repository
class GuestRecords {
    /** Every table that knows guests by their id; a test holds it to the database. */
    static final List<String> TABLES = List.of(
            "users",
            "preferences",
            "consent",
            "profiles",
            "guest_history",
            "devices",
            "user_aliases",
            "guest_grants",
            "segment_members");
    /** How rows are kept, which says nothing of the guest. */
    private static final Set<String> INTERNAL = Set.of("shard", "revision", "user_id");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    GuestRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Map<String, List<JsonNode>> of(UserId guest) {
        Map<String, List<JsonNode>> records = new LinkedHashMap<>();
        TABLES.forEach(table -> records.put(camel(table), rows(table, guest)));
        return records;
    }

    private List<JsonNode> rows(String table, UserId guest) {
        return jdbc.sql("SELECT to_jsonb(t)::text FROM " + table + " t WHERE user_id = ?")
                .param(guest.value())
                .query((row, _) -> record(json.readTree(row.getString(1))))
                .list();
    }

    private JsonNode record(JsonNode row) {
        ObjectNode record = json.createObjectNode();
        row.properties().stream()
                .filter(column -> !INTERNAL.contains(column.getKey()))
                .forEach(column -> record.set(camel(column.getKey()), column.getValue()));
        return record;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
