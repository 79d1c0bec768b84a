package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.type.ResourceType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Resources of one business; the WHERE clause names it, row-level security holds it. */
final class ResourceRows {
    private final JdbcClient jdbc;
    private final ResourceJson json;
    private final String business;

    ResourceRows(JdbcClient jdbc, ResourceJson json, BusinessId business) {
        this.jdbc = jdbc;
        this.json = json;
        this.business = business.value();
    }

    Optional<Resource> find(ResourceKey key) {
        return jdbc.sql("""
                select * from tenant.resources
                where business_id = ? and location_id = ? and resource_type = ? and resource_id = ? and data is not null
                """)
                .params(business, location(key), type(key), id(key))
                .query(this::resource)
                .optional();
    }

    /** In the order of type and id, one more than {@code limit} when there are more. */
    List<Resource> page(LocationId location, @Nullable ResourceType type, String filter, Mark after, int limit) {
        return jdbc.sql("""
                select * from tenant.resources
                where business_id = :business and location_id = :location and data is not null
                  and (cast(:type as text) is null or resource_type = :type)
                  and fields @> cast(:filter as jsonb)
                  and (resource_type, resource_id) > (:afterType, :afterId)
                order by resource_type, resource_id limit :limit
                """)
                .param("business", business)
                .param("location", location.value())
                .param("type", type == null ? null : type.value())
                .param("filter", filter)
                .param("afterType", after.type())
                .param("afterId", after.id())
                .param("limit", limit + 1)
                .query(this::resource)
                .list();
    }

    /** Those that are or were there, once the round trip has run: locked until the transaction ends. */
    Supplier<List<Resource>> lock(RoundTrip trip, Collection<ResourceKey> keys) {
        return trip.query(
                """
                select r.* from tenant.resources r
                join unnest(?::text[], ?::text[], ?::text[]) as k (location_id, resource_type, resource_id)
                    using (location_id, resource_type, resource_id)
                where r.business_id = ?
                order by location_id, resource_type, resource_id for update of r
                """,
                this::resource,
                texts(keys, ResourceRows::location),
                texts(keys, ResourceRows::type),
                texts(keys, ResourceRows::id),
                business);
    }

    /** Of all locations, in the order of their keys, locked until the transaction ends. */
    List<Resource> lockOfType(ResourceType type, @Nullable ResourceKey after, int limit) {
        return jdbc.sql("""
                select * from tenant.resources
                where business_id = ? and resource_type = ? and (location_id, resource_id) > (?, ?)
                order by location_id, resource_id limit ? for update
                """)
                .params(
                        business,
                        type.value(),
                        after == null ? "" : location(after),
                        after == null ? "" : id(after),
                        limit)
                .query(this::resource)
                .list();
    }

    /** Of locked rows: whether they can be found, nothing else. */
    void markFound(Collection<Resource> resources) {
        jdbc.sql("""
                update tenant.resources r set found = n.found
                from unnest(?::text[], ?::text[], ?::text[], ?::boolean[])
                    as n (location_id, resource_type, resource_id, found)
                where r.business_id = ? and r.location_id = n.location_id and r.resource_type = n.resource_type
                  and r.resource_id = n.resource_id and r.found <> n.found
                """)
                .param(texts(resources, resource -> location(resource.key())))
                .param(texts(resources, resource -> type(resource.key())))
                .param(texts(resources, resource -> id(resource.key())))
                .param(resources.stream().map(Resource::isFound).toArray(Boolean[]::new))
                .param(business)
                .update();
    }

    /** How many were written: fewer when somebody else wrote one of them first. */
    IntSupplier insert(RoundTrip trip, Collection<Resource> resources) {
        return write(trip, """
                insert into tenant.resources (business_id, location_id, resource_type, resource_id, version, data, fields,
                    created_at, updated_at, found)
                select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::jsonb[],
                    ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                on conflict do nothing
                """, resources);
    }

    /** Of locked rows. */
    IntSupplier update(RoundTrip trip, Collection<Resource> resources) {
        return write(trip, """
                update tenant.resources r
                set version = n.version, data = n.data, fields = n.fields, created_at = n.created_at,
                    updated_at = n.updated_at, found = n.found
                from (select ?::text as business_id, * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::text[], ?::jsonb[], ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                    as u (location_id, resource_type, resource_id, version, data, fields, created_at, updated_at,
                        found)) n
                where r.business_id = n.business_id and r.location_id = n.location_id
                  and r.resource_type = n.resource_type and r.resource_id = n.resource_id
                """, resources);
    }

    private IntSupplier write(RoundTrip trip, String sql, Collection<Resource> resources) {
        return trip.update(
                sql,
                business,
                texts(resources, resource -> location(resource.key())),
                texts(resources, resource -> type(resource.key())),
                texts(resources, resource -> id(resource.key())),
                resources.stream().map(Resource::version).toArray(Long[]::new),
                texts(resources, resource -> resource.data() == null ? null : json.write(resource.data())),
                texts(resources, resource -> resource.data() == null ? "{}" : json.fields(resource.data())),
                texts(resources, resource -> resource.createdAt().toString()),
                texts(resources, resource -> resource.updatedAt().toString()),
                resources.stream().map(Resource::isFound).toArray(Boolean[]::new));
    }

    private Resource resource(ResultSet row, int number) throws SQLException {
        String data = row.getString("data");
        return new Resource(
                new ResourceKey(
                        new Place(
                                new BusinessId(row.getString("business_id")),
                                new LocationId(row.getString("location_id"))),
                        new ResourceType(row.getString("resource_type")),
                        new ResourceId(row.getString("resource_id"))),
                row.getLong("version"),
                data == null ? null : json.readData(data),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getBoolean("found"));
    }

    private static String location(ResourceKey key) {
        return key.place().location().value();
    }

    private static String type(ResourceKey key) {
        return key.type().value();
    }

    private static String id(ResourceKey key) {
        return key.id().value();
    }

    private static <T> @Nullable String[] texts(Collection<T> items, Function<T, @Nullable String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    /** Where a list goes on. */
    record Mark(String type, String id) {
        static final Mark START = new Mark("", "");
    }
}
