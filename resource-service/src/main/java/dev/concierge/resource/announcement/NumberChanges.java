package dev.concierge.resource.announcement;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.resource.shard.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives committed changes their numbers: takes the oldest, counts on per location, and hands them to the outbox, all in
 * one transaction. Nobody who writes a resource waits for a location's counter, so writers of one location do not queue.
 * One process at a time does it per shard; changes of one resource are taken in the order of their commits, because their
 * rows were written under its lock.
 */
final class NumberChanges {
    private static final int BATCH = 1000;

    private final Shard shard;
    private final Ids ids;

    NumberChanges(Shard shard, Ids ids) {
        this.shard = shard;
        this.ids = ids;
    }

    /** How many were numbered. */
    int next() {
        return shard.asOwner(() -> {
            if (!isMyTurn()) {
                return 0;
            }
            List<Change> changes = shard.asOps(() -> numbered(take()));
            shard.send(changes.stream().map(this::announced).toList());
            return changes.size();
        });
    }

    /** Milliseconds since the oldest change that has no number yet; 0 when there is none. */
    static long oldestAge(Shard shard) {
        return shard.asOps(() -> shard.jdbc()
                .sql("select coalesce(extract(epoch from clock_timestamp() - min(changed_at)) * 1000, 0)::bigint "
                        + "from (select changed_at from tenant.changes order by id limit 1) as oldest")
                .query(Long.class)
                .single());
    }

    private boolean isMyTurn() {
        return shard.jdbc()
                .sql("select pg_try_advisory_xact_lock(hashtextextended('number changes', 0))")
                .query(Boolean.class)
                .single();
    }

    private List<Change> take() {
        return shard.jdbc().sql("""
                        with taken as (
                            delete from tenant.changes
                            where id = any (array(select id from tenant.changes order by id limit ?)) returning *)
                        select * from taken order by id
                        """).param(BATCH).query(NumberChanges::change).list();
    }

    private List<Change> numbered(List<Change> changes) {
        if (changes.isEmpty()) {
            return changes;
        }
        Map<String, Long> next = firstNumbers(changes);
        return changes.stream()
                .map(change -> change.numbered(next.merge(change.place(), 1L, Long::sum) - 1))
                .toList();
    }

    /** Of each location in this batch; its counter goes on by as many. */
    private Map<String, Long> firstNumbers(List<Change> changes) {
        Map<String, List<Change>> places =
                changes.stream().collect(Collectors.groupingBy(Change::place, TreeMap::new, Collectors.toList()));
        Map<String, Long> first = new HashMap<>();
        shard.jdbc()
                .sql("""
                        insert into tenant.location_numbers as n (business_id, location_id, seq)
                        select * from unnest(?::text[], ?::text[], ?::bigint[])
                        on conflict (business_id, location_id) do update set seq = n.seq + excluded.seq
                        returning business_id || '/' || location_id as place, seq
                        """)
                .param(texts(places, Change::business))
                .param(texts(places, Change::location))
                .param(places.values().stream().map(some -> (long) some.size()).toArray(Long[]::new))
                .query((row, _) -> Map.entry(row.getString("place"), row.getLong("seq")))
                .list()
                .forEach(last -> first.put(
                        last.getKey(),
                        last.getValue()
                                - places.getOrDefault(last.getKey(), List.of()).size()
                                + 1));
        return first;
    }

    private OutgoingMessage announced(Change change) {
        return new OutgoingMessage(
                ids.next(),
                ResourceTopic.NAME,
                change.place(),
                change.kind(),
                new ResourceChanged(
                        change.kind(),
                        change.resourceType(),
                        change.business(),
                        change.location(),
                        change.resourceId(),
                        shard.id().value(),
                        change.at(),
                        change.seq()));
    }

    private static String[] texts(Map<String, List<Change>> places, Function<Change, String> text) {
        return places.values().stream().map(some -> text.apply(some.getFirst())).toArray(String[]::new);
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getString("business_id"),
                row.getString("location_id"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("kind"),
                row.getTimestamp("changed_at").toInstant(),
                0);
    }

    private record Change(
            String business,
            String location,
            String resourceType,
            String resourceId,
            String kind,
            Instant at,
            long seq) {
        String place() {
            return business + "/" + location;
        }

        Change numbered(long seq) {
            return new Change(business, location, resourceType, resourceId, kind, at, seq);
        }
    }

    /**
     * The notification of the seed, and where it stands in its location's order.
     *
     * @param seq counts the changes of one location without a gap
     */
    record ResourceChanged(
            String type,
            String resourceType,
            String businessId,
            String locationId,
            String resourceId,
            String shardId,
            Instant timestamp,
            long seq) {}
}
