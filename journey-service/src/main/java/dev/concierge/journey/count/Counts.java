package dev.concierge.journey.count;

import dev.concierge.journey.count.Tally.Key;
import dev.concierge.journey.definition.JourneyId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps counts: one statement per batch, in the order of the keys, so that no two batches wait for each other. */
@Repository
public class Counts {
    private final JdbcClient jdbc;

    Counts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Tally tally) {
        Map<Key, Long> changes = tally.changes();
        if (changes.isEmpty()) {
            return;
        }
        Collection<Key> keys = changes.keySet();
        jdbc.sql("""
                INSERT INTO node_counts AS known (journey_id, version, node, what, slot, value)
                SELECT journey_id, version, node, what, slot, value
                FROM unnest(:journeys, :versions, :nodes, :whats, :slots, :values)
                     WITH ORDINALITY AS change (journey_id, version, node, what, slot, value, position)
                ORDER BY position
                ON CONFLICT (journey_id, version, node, what, slot) DO UPDATE SET value = known.value + excluded.value
                """)
                .param("journeys", column("text", keys, key -> key.journey().value()))
                .param("versions", column("int4", keys, Key::version))
                .param("nodes", column("text", keys, Key::node))
                .param("whats", column("text", keys, Key::what))
                .param("slots", column("int2", keys, Key::slot))
                .param("values", column("int8", changes.values(), value -> value))
                .update();
    }

    /** @param node empty for the journey as a whole */
    record Count(String node, String what, long value) {}

    /** @param version null for all of them together */
    List<Count> of(JourneyId journey, @Nullable Integer version) {
        return jdbc.sql("""
                SELECT node, what, sum(value) AS value FROM node_counts
                WHERE journey_id = :journey AND (:version::int IS NULL OR version = :version)
                GROUP BY node, what ORDER BY node, what
                """)
                .param("journey", journey.value())
                .param("version", version)
                .query((row, _) -> new Count(row.getString("node"), row.getString("what"), row.getLong("value")))
                .list();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
