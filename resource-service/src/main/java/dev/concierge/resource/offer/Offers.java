package dev.concierge.resource.offer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.input.Zones;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.OpenTimes;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A business' offers, in the tenant's transaction under way. */
@Repository
public class Offers {
    /** Offers that are kept as they were read, by version. */
    private static final int READ = 10_000;

    private final JsonMapper mapper;
    private final Cache<Version, Offer> read =
            Caffeine.newBuilder().maximumSize(READ).build();
    private final Cache<OfferId, Place> places =
            Caffeine.newBuilder().maximumSize(READ).build();

    Offers(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Where the offer is, which never changes, where this process has read it; else nothing. */
    public Optional<Place> knownPlace(OfferId id) {
        return Optional.ofNullable(places.getIfPresent(id));
    }

    public Optional<Offer> find(Shard shard, OfferId id) {
        RoundTrip trip = shard.roundTrip();
        Supplier<Optional<Offer>> found = find(trip, id);
        trip.run();
        return found.get();
    }

    /** Once the round trip has run. */
    public Supplier<Optional<Offer>> find(RoundTrip trip, OfferId id) {
        Supplier<List<Offer>> found = trip.query(
                "select * from tenant.offers where business_id = ? and offer_id = ?",
                this::offer,
                id.business().value(),
                id.value());
        return () -> found.get().stream().findFirst();
    }

    /** Locked until the transaction ends. */
    Optional<Offer> lock(Shard shard, OfferId id) {
        return shard.jdbc()
                .sql("select * from tenant.offers where business_id = ? and offer_id = ? for update")
                .params(id.business().value(), id.value())
                .query(this::offer)
                .optional();
    }

    /** In the order of ids, one more than {@code limit} when there are more. */
    List<Offer> page(
            Shard shard,
            BusinessId business,
            @Nullable String location,
            boolean activeOnly,
            @Nullable UUID after,
            int limit) {
        return shard.jdbc()
                .sql("""
                        select * from tenant.offers
                        where business_id = :business and (cast(:location as text) is null or location_id = :location)
                          and (active or not :activeOnly)
                          and (cast(:after as uuid) is null or offer_id > :after)
                        order by offer_id limit :limit
                        """)
                .param("business", business.value())
                .param("location", location)
                .param("activeOnly", activeOnly)
                .param("after", after)
                .param("limit", limit + 1)
                .query(this::offer)
                .list();
    }

    /** False when there is one with this id. */
    boolean add(Shard shard, Offer offer, byte[] requestHash) {
        return shard.jdbc()
                        .sql("""
                                insert into tenant.offers (business_id, offer_id, location_id, zone, active, terms, units,
                                    reach, version, request_hash, created_at, updated_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?::timestamptz, ?::timestamptz) on conflict do nothing
                                """)
                        .param(offer.id().business().value())
                        .param(offer.id().value())
                        .param(offer.place().location().value())
                        .param(offer.openTimes().zone().getId())
                        .param(offer.terms().isActive())
                        .param(mapper.writeValueAsString(offer.terms()))
                        .param(units(offer.terms()))
                        .param(offer.terms().reach())
                        .param(requestHash)
                        .param(offer.createdAt().toString())
                        .param(offer.updatedAt().toString())
                        .update()
                == 1;
    }

    /** Whether the offer was made by this very request. */
    boolean isOf(Shard shard, OfferId id, byte[] requestHash) {
        return Arrays.equals(
                shard.jdbc()
                        .sql("select request_hash from tenant.offers where business_id = ? and offer_id = ?")
                        .params(id.business().value(), id.value())
                        .query(byte[].class)
                        .single(),
                requestHash);
    }

    Offer change(Shard shard, OfferId id, ZoneId zone, OfferTerms terms, Instant now) {
        return shard.jdbc()
                .sql("""
                        update tenant.offers set zone = ?, active = ?, terms = ?, units = ?, reach = ?, version = version + 1,
                            updated_at = ?::timestamptz
                        where business_id = ? and offer_id = ? returning *
                        """)
                .param(zone.getId())
                .param(terms.isActive())
                .param(mapper.writeValueAsString(terms))
                .param(units(terms))
                .param(terms.reach())
                .param(now.toString())
                .param(id.business().value())
                .param(id.value())
                .query(this::offer)
                .single();
    }

    /** Whether there was one. */
    boolean remove(Shard shard, OfferId id) {
        return shard.jdbc()
                        .sql("delete from tenant.offers where business_id = ? and offer_id = ?")
                        .params(id.business().value(), id.value())
                        .update()
                == 1;
    }

    /** From a row of {@code tenant.offers}. */
    public Offer offer(ResultSet row, int number) throws SQLException {
        OfferId id = new OfferId(new BusinessId(row.getString("business_id")), row.getObject("offer_id", UUID.class));
        Instant updatedAt = row.getTimestamp("updated_at").toInstant();
        Version version = new Version(id, row.getLong("version"), updatedAt);
        Offer known = read.getIfPresent(version);
        if (known != null) {
            return known;
        }
        OfferTerms terms = mapper.readValue(row.getString("terms"), OfferTerms.class);
        Offer offer = new Offer(
                id,
                new Place(id.business(), new LocationId(row.getString("location_id"))),
                terms,
                new OpenTimes(terms.opening(), Zones.named(row.getString("zone"))),
                version.number(),
                row.getTimestamp("created_at").toInstant(),
                updatedAt);
        read.put(version, offer);
        places.put(id, offer.place());
        return offer;
    }

    private static String[] units(OfferTerms terms) {
        return terms.units().stream().map(Object::toString).toArray(String[]::new);
    }

    private record Version(OfferId id, long number, Instant updatedAt) {}
}
