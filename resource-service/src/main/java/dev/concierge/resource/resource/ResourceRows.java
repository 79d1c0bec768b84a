package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    /** Those that are or were there, locked until the transaction ends. */
    Map<ResourceKey, Resource> lock(Collection<ResourceKey> keys) {
        Map<ResourceKey, Resource> found = new HashMap<>();
        jdbc.sql("""
                select r.* from tenant.resources r
                join unnest(?::text[], ?::text[], ?::text[]) as k (location_id, resource_type, resource_id)
                    using (location_id, resource_type, resource_id)
                where r.business_id = ?
                order by location_id, resource_type, resource_id for update of r
                """)
                .param(texts(keys, ResourceRows::location))
                .param(texts(keys, ResourceRows::type))
                .param(texts(keys, ResourceRows::id))
                .param(business)
                .query(this::resource)
                .list()
                .forEach(resource -> found.put(resource.key(), resource));
        return found;
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
    int insert(Collection<Resource> resources) {
        return write("""
                insert into tenant.resources (business_id, location_id, resource_type, resource_id, version, data, fields,
                    created_at, updated_at, found)
                select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::jsonb[],
                    ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                on conflict do nothing
                """, resources);
    }

    /** Of locked rows. */
    int update(Collection<Resource> resources) {
        return write("""
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

    private int write(String sql, Collection<Resource> resources) {
        return jdbc.sql(sql)
                .param(business)
                .param(texts(resources, resource -> location(resource.key())))
                .param(texts(resources, resource -> type(resource.key())))
                .param(texts(resources, resource -> id(resource.key())))
                .param(resources.stream().map(Resource::version).toArray(Long[]::new))
                .param(texts(resources, resource -> resource.data() == null ? null : json.write(resource.data())))
                .param(texts(resources, resource -> resource.data() == null ? "{}" : json.fields(resource.data())))
                .param(texts(resources, resource -> resource.createdAt().toString()))
                .param(texts(resources, resource -> resource.updatedAt().toString()))
                .param(resources.stream().map(Resource::isFound).toArray(Boolean[]::new))
                .update();
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
