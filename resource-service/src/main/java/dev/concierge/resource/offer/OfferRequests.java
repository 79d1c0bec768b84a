package dev.concierge.resource.offer;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.resource.ResourceId;
import dev.concierge.resource.resource.ResourceKey;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.type.ResourceType;
import dev.concierge.resource.unit.UnitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was made at the request of other services, in the tenant's transaction under way. */
@Repository
class OfferRequests {
    private final JsonMapper json = JsonMapper.shared();

    /**
     * One request.
     *
     * @param units made for it
     * @param resources made for it
     * @param hash of what was asked; null when it was withdrawn before it came
     */
    record Made(
            Place place,
            UUID id,
            OfferId offer,
            List<UnitId> units,
            List<ResourceKey> resources,
            byte @Nullable [] hash,
            boolean isWithdrawn) {}

    private record Named(String type, String id) {}

    /** Locked until the transaction ends. */
    Optional<Made> lock(Shard shard, BusinessId business, UUID request) {
        return shard.jdbc()
                .sql("select * from tenant.offer_requests where business_id = ? and request_id = ? for update")
                .params(business.value(), request)
                .query(this::made)
                .optional();
    }

    /** False when somebody else was first; who was waits for the other's end. */
    boolean add(Shard shard, Made made, Instant now) {
        return shard.jdbc()
                        .sql("""
                                insert into tenant.offer_requests (business_id, request_id, location_id, offer_id, units, resources,
                                    request_hash, requested_at, withdrawn_at)
                                values (:business, :request, :location, :offer, :units, :resources, :hash, :now::timestamptz,
                                    case when :withdrawn then :now::timestamptz end)
                                on conflict do nothing
                                """)
                        .param("business", made.place().business().value())
                        .param("request", made.id())
                        .param("location", made.place().location().value())
                        .param("offer", made.offer().value())
                        .param("units", made.units().stream().map(UnitId::value).toArray(String[]::new))
                        .param(
                                "resources",
                                json.writeValueAsString(made.resources().stream()
                                        .map(key -> new Named(
                                                key.type().value(), key.id().value()))
                                        .toList()))
                        .param("hash", made.hash())
                        .param("now", now.toString())
                        .param("withdrawn", made.isWithdrawn())
                        .update()
                == 1;
    }

    void withdraw(Shard shard, BusinessId business, UUID request, Instant now) {
        int _ = shard.jdbc()
                .sql("""
                        update tenant.offer_requests set withdrawn_at = ?::timestamptz where business_id = ? and request_id = ?
                        """)
                .params(now.toString(), business.value(), request)
                .update();
    }

    private Made made(ResultSet row, int number) throws SQLException {
        BusinessId business = new BusinessId(row.getString("business_id"));
        Place place = new Place(business, new LocationId(row.getString("location_id")));
        return new Made(
                place,
                row.getObject("request_id", UUID.class),
                new OfferId(business, row.getObject("offer_id", UUID.class)),
                Arrays.stream((String[]) row.getArray("units").getArray())
                        .map(UnitId::new)
                        .toList(),
                Arrays.stream(json.readValue(row.getString("resources"), Named[].class))
                        .map(named ->
                                new ResourceKey(place, new ResourceType(named.type()), new ResourceId(named.id())))
                        .toList(),
                row.getBytes("request_hash"),
                row.getTimestamp("withdrawn_at") != null);
    }
}
