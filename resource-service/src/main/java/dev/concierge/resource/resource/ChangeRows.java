package dev.concierge.resource.resource;

import dev.concierge.resource.shard.RoundTrip;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Changes to be announced, in the order in which they were made. */
final class ChangeRows {
    private ChangeRows() {}

    static void insert(RoundTrip trip, List<Change> changes) {
        IntSupplier _ = trip.update(
                """
                insert into tenant.changes (business_id, location_id, resource_type, resource_id, kind, changed_at)
                select u.business_id, u.location_id, u.resource_type, u.resource_id, u.kind, u.changed_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    with ordinality as u (business_id, location_id, resource_type, resource_id, kind, changed_at, position)
                order by position
                """,
                texts(changes, change -> change.key().place().business().value()),
                texts(changes, change -> change.key().place().location().value()),
                texts(changes, change -> change.key().type().value()),
                texts(changes, change -> change.key().id().value()),
                texts(changes, change -> change.verb().announced()),
                texts(changes, change -> change.at().toString()));
    }

    private static String[] texts(List<Change> changes, Function<Change, String> text) {
        return changes.stream().map(text).toArray(String[]::new);
    }

    record Change(ResourceKey key, Verb verb, Instant at) {}
}
