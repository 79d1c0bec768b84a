package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shared.Change;
import dev.concierge.resource.shared.SharedReads;
import dev.concierge.resource.type.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Removes what a tenant had, some rows per transaction; what was still there is announced as deleted. */
@Component
public class EraseResources {
    private static final int BATCH = 500;

    private final PublishResources publish;
    private final SharedReads shared;
    private final Clock clock;

    EraseResources(PublishResources publish, SharedReads shared, Clock clock) {
        this.publish = publish;
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * Whether nothing is left.
     *
     * @param location null for all of the business
     */
    public boolean isDone(Shard shard, BusinessId business, @Nullable LocationId location) {
        boolean more = true;
        while (more) {
            more = shard.asTenant(business.value(), () -> {
                int rows = resources(shard, business, location) + operations(shard, business, location);
                shard.changedAtCommit();
                return rows > 0;
            });
        }
        return shard.asTenant(business.value(), () -> numbers(shard, business, location));
    }

    private int resources(Shard shard, BusinessId business, @Nullable LocationId location) {
        Change change = shared.change(shard);
        RoundTrip trip = shard.roundTrip();
        change.look(trip);
        trip.run();
        List<Gone> gone = shard.jdbc()
                .sql("""
                        with chosen as materialized (
                            select ctid from tenant.resources
                            where business_id = :business and (cast(:location as text) is null or location_id = :location)
                            limit :batch for update),
                        gone as (
                            delete from tenant.resources r using chosen where r.ctid = chosen.ctid
                            returning business_id, location_id, resource_type, resource_id, version,
                                data is null as deleted, found),
                        told as (
                            insert into tenant.changes
                                (business_id, location_id, resource_type, resource_id, kind, changed_at)
                            select business_id, location_id, resource_type, resource_id, :kind, now() from gone
                            where not deleted)
                        select * from gone
                        """)
                .param("business", business.value())
                .param("location", location == null ? null : location.value())
                .param("kind", Verb.DELETE.announced())
                .param("batch", BATCH)
                .query((row, _) -> new Gone(
                        new ResourceKey(
                                new Place(business, new LocationId(row.getString("location_id"))),
                                new ResourceType(row.getString("resource_type")),
                                new ResourceId(row.getString("resource_id"))),
                        row.getLong("version"),
                        row.getBoolean("found")))
                .list();
        change.forget(
                gone.stream().collect(Collectors.toMap(resource -> SharedResource.key(resource.key()), Gone::afterIt)));
        change.settle();
        Instant now = clock.instant();
        shard.send(gone.stream()
                .filter(Gone::wasFound)
                .map(resource -> publish.gone(resource.key(), now))
                .toList());
        return gone.size();
    }

    private static int operations(Shard shard, BusinessId business, @Nullable LocationId location) {
        return shard.jdbc()
                .sql("""
                        delete from tenant.operations where ctid = any (array(
                            select ctid from tenant.operations
                            where business_id = :business and (cast(:location as text) is null or location_id = :location)
                            limit :batch))
                        """)
                .param("business", business.value())
                .param("location", location == null ? null : location.value())
                .param("batch", BATCH)
                .update();
    }

    /** The counters stay until what they count is announced. */
    private static boolean numbers(Shard shard, BusinessId business, @Nullable LocationId location) {
        return shard.jdbc()
                .sql("""
                        with waiting as materialized (
                            select from tenant.changes
                            where business_id = :business and (cast(:location as text) is null or location_id = :location)
                            limit 1),
                        gone as (
                            delete from tenant.location_numbers
                            where business_id = :business and (cast(:location as text) is null or location_id = :location)
                              and not exists (select from waiting)),
                        types as (
                            delete from tenant.resource_types
                            where business_id = :business and cast(:location as text) is null)
                        select not exists (select from waiting)
                        """)
                .param("business", business.value())
                .param("location", location == null ? null : location.value())
                .query(Boolean.class)
                .single();
    }

    private record Gone(ResourceKey key, long version, boolean wasFound) {
        long afterIt() {
            return version + 1;
        }
    }
}
