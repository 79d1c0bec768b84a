package dev.concierge.resource.resource;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes to be announced, in the order in which they were made. */
final class ChangeRows {
    private final JdbcClient jdbc;

    ChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<Change> changes) {
        jdbc.sql("""
                insert into tenant.changes (business_id, location_id, resource_type, resource_id, kind, changed_at)
                select u.business_id, u.location_id, u.resource_type, u.resource_id, u.kind, u.changed_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    with ordinality as u (business_id, location_id, resource_type, resource_id, kind, changed_at, position)
                order by position
                """)
                .param(texts(changes, change -> change.key().place().business().value()))
                .param(texts(changes, change -> change.key().place().location().value()))
                .param(texts(changes, change -> change.key().type().value()))
                .param(texts(changes, change -> change.key().id().value()))
                .param(texts(changes, change -> change.verb().announced()))
                .param(texts(changes, change -> change.at().toString()))
                .update();
    }

    private static String[] texts(List<Change> changes, Function<Change, String> text) {
        return changes.stream().map(text).toArray(String[]::new);
    }

    record Change(ResourceKey key, Verb verb, Instant at) {}
}
