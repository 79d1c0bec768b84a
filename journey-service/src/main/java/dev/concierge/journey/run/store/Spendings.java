package dev.concierge.journey.run.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what journeys have used of their limits: one row each, and only of journeys that have some. */
@Repository
public class Spendings {
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    Spendings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks those of these journeys until the transaction ends, in one order, so that no two batches wait for each other. */
    public Map<String, Spending> lock(Collection<String> journeys) {
        if (journeys.isEmpty()) {
            return Map.of();
        }
        List<String> ordered = journeys.stream().distinct().sorted().toList();
        Map<String, Spending> locked = read(ordered);
        if (locked.size() < ordered.size()) {
            jdbc.sql("""
                    INSERT INTO spending (journey_id) SELECT unnest(:ids) AS id ORDER BY id ON CONFLICT DO NOTHING
                    """)
                    .param("ids", new SqlArrayValue("text", ordered.toArray()))
                    .update();
            locked = read(ordered);
        }
        return locked;
    }

    private Map<String, Spending> read(List<String> journeys) {
        Map<String, Spending> read = new HashMap<>();
        jdbc.sql("SELECT * FROM spending WHERE journey_id = ANY(:ids) ORDER BY journey_id FOR UPDATE")
                .param("ids", new SqlArrayValue("text", journeys.toArray()))
                .query(row -> {
                    read.put(row.getString("journey_id"), spending(row));
                });
        return read;
    }

    private static Spending spending(ResultSet row) throws SQLException {
        return new Spending(
                row.getTimestamp("next_entry").toInstant(),
                row.getTimestamp("next_message").toInstant(),
                JSON.readValue(row.getString("spent"), COUNTS));
    }

    public void save(Map<String, Spending> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Map<String, Spending> ordered = new TreeMap<>(changed);
        jdbc.sql("""
                UPDATE spending SET next_entry = changed.next_entry, next_message = changed.next_message,
                    spent = changed.spent::jsonb
                FROM unnest(:ids, :entries, :messages, :spent) AS changed (journey_id, next_entry, next_message, spent)
                WHERE spending.journey_id = changed.journey_id
                """)
                .param("ids", new SqlArrayValue("text", ordered.keySet().toArray()))
                .param("entries", times(ordered, Spending::nextEntry))
                .param("messages", times(ordered, Spending::nextMessage))
                .param(
                        "spent",
                        new SqlArrayValue(
                                "text",
                                ordered.values().stream()
                                        .map(one -> JSON.writeValueAsString(one.spent()))
                                        .toArray()))
                .update();
    }

    private static SqlArrayValue times(Map<String, Spending> all, Function<Spending, Instant> time) {
        return new SqlArrayValue(
                "timestamptz",
                all.values().stream()
                        .map(one -> time.apply(one).atOffset(ZoneOffset.UTC))
                        .toArray());
    }
}
