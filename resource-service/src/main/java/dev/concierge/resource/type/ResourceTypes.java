package dev.concierge.resource.type;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of a business' types, in the tenant's transaction under way. */
@Repository
public class ResourceTypes {
    private static final int COMPILED = 1_000;

    private final JsonMapper mapper;
    private final Clock clock;
    private final Cache<Compiled, TypeSchema> compiled =
            Caffeine.newBuilder().maximumSize(COMPILED).build();

    ResourceTypes(JsonMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Of those types that have one, once the round trip has run. */
    public Supplier<Map<ResourceType, TypeSchema>> schemas(
            RoundTrip trip, BusinessId business, Collection<ResourceType> types) {
        Supplier<List<StoredType>> stored = trip.query(
                """
                select resource_type, schema, version, updated_at from tenant.resource_types
                where business_id = ? and resource_type = any (?)
                """,
                this::stored,
                business.value(),
                types.stream().map(ResourceType::value).toArray(String[]::new));
        return () -> stored.get().stream().collect(Collectors.toMap(StoredType::type, type -> schema(business, type)));
    }

    /** Whether the business has said what such resources look like. */
    public boolean isDescribed(Shard shard, BusinessId business, ResourceType type) {
        return find(shard, business, type).isPresent();
    }

    Optional<StoredType> find(Shard shard, BusinessId business, ResourceType type) {
        return shard.jdbc()
                .sql("""
                        select resource_type, schema, version, updated_at from tenant.resource_types
                        where business_id = ? and resource_type = ?
                        """)
                .params(business.value(), type.value())
                .query(this::stored)
                .optional();
    }

    /** Locks the type's name, so that of two who describe a type the second sees what the first wrote, or that it is gone. */
    Optional<StoredType> lock(Shard shard, BusinessId business, ResourceType type) {
        String _ = shard.jdbc()
                .sql("select pg_advisory_xact_lock(hashtextextended(?, 13))::text")
                .param(business + " " + type)
                .query(String.class)
                .single();
        return find(shard, business, type);
    }

    /** In the order of names, one more than {@code limit} when there are more. */
    List<StoredType> page(Shard shard, BusinessId business, String after, int limit) {
        return shard.jdbc()
                .sql("""
                        select resource_type, schema, version, updated_at from tenant.resource_types
                        where business_id = ? and resource_type > ? order by resource_type limit ?
                        """)
                .params(business.value(), after, limit + 1)
                .query(this::stored)
                .list();
    }

    StoredType save(Shard shard, BusinessId business, ResourceType type, JsonNode schema) {
        String text = mapper.writeValueAsString(schema);
        Instant now = clock.instant();
        long version = shard.jdbc()
                .sql("""
                        insert into tenant.resource_types as t (business_id, resource_type, schema, version, updated_at)
                        values (?, ?, ?, 1, ?::timestamptz)
                        on conflict (business_id, resource_type) do update
                        set schema = excluded.schema, version = t.version + 1, updated_at = excluded.updated_at
                        returning version
                        """)
                .params(business.value(), type.value(), text, now.toString())
                .query(Long.class)
                .single();
        return new StoredType(type, schema, version, now);
    }

    void remove(Shard shard, BusinessId business, ResourceType type) {
        int _ = shard.jdbc()
                .sql("delete from tenant.resource_types where business_id = ? and resource_type = ?")
                .params(business.value(), type.value())
                .update();
    }

    private TypeSchema schema(BusinessId business, StoredType type) {
        return compiled.get(
                new Compiled(business, type.type(), type.version(), type.updatedAt()),
                _ -> TypeSchema.of(type.schema()));
    }

    private StoredType stored(ResultSet row, int number) throws SQLException {
        return new StoredType(
                new ResourceType(row.getString("resource_type")),
                mapper.readTree(row.getString("schema")),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }

    /** A type as its business described it. */
    record StoredType(ResourceType type, JsonNode schema, long version, Instant updatedAt) {}

    private record Compiled(BusinessId business, ResourceType type, long version, Instant updatedAt) {}
}
