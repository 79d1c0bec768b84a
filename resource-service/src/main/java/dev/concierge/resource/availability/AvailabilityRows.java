package dev.concierge.resource.availability;

import dev.concierge.resource.availability.Occupancy.Taken;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.Offers;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.UnitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Offers, their units and what is taken of them, of many tenants, by one statement: of one moment. */
@Repository
class AvailabilityRows {
    private final Offers offers;

    AvailabilityRows(Offers offers) {
        this.offers = offers;
    }

    Snapshot read(Shard shard, List<OfferId> ids, Span when, Instant now) {
        Snapshot snapshot = new Snapshot();
        shard.asOps(() -> shard.jdbc()
                .sql("""
                        with asked as (
                            select * from unnest(:businesses::text[], :offers::uuid[]) as a (business_id, offer_id)),
                        wanted as materialized (
                            select o.* from tenant.offers o join asked using (business_id, offer_id) where o.active),
                        needed as materialized (
                            select business_id, location_id, unit_id, max(reach) * interval '1 minute' as reach
                            from wanted, unnest(units) as unit_id group by 1, 2, 3)
                        select 'offer' as kind, business_id, location_id, null as unit_id, offer_id, zone, terms, version,
                            created_at, updated_at, 0 as seats
                        from wanted
                        union all
                        select 'unit', business_id, location_id, unit_id, null, null, null, 0, null, null, capacity
                        from tenant.units join needed using (business_id, location_id, unit_id)
                        union all
                        select 'claim', business_id, location_id, unit_id, null, null, null, 0, starts_at, ends_at,
                            upper(seats) - lower(seats)
                        from tenant.claims join needed using (business_id, location_id, unit_id)
                        where ends_at > :from::timestamptz - reach and starts_at < :to::timestamptz + reach
                          and (expires_at is null or expires_at > :now::timestamptz)
                        union all
                        select 'claim', business_id, location_id, unit_id, null, null, null, 0, starts_at, ends_at, capacity
                        from tenant.busy join tenant.units using (business_id, location_id, unit_id)
                            join needed using (business_id, location_id, unit_id)
                        where ends_at > :from::timestamptz - reach and starts_at < :to::timestamptz + reach
                        """)
                .param(
                        "businesses",
                        ids.stream().map(id -> id.business().value()).toArray(String[]::new))
                .param("offers", ids.stream().map(OfferId::value).toArray(UUID[]::new))
                .param("from", when.from().toString())
                .param("to", when.to().toString())
                .param("now", now.toString())
                .query((row, number) -> {
                    snapshot.add(row, number, offers);
                    return number;
                })
                .list());
        return snapshot;
    }

    /** What was there at one moment. */
    static final class Snapshot {
        private final List<Offer> offers = new ArrayList<>();
        private final Map<Key, Integer> capacities = new HashMap<>();
        private final Map<Key, List<Taken>> taken = new HashMap<>();
        private final Map<Key, Occupancy> occupancies = new HashMap<>();

        private void add(ResultSet row, int number, Offers read) throws SQLException {
            if (row.getString("kind").equals("offer")) {
                offers.add(read.offer(row, number));
                return;
            }
            Key key = new Key(
                    new Place(
                            new BusinessId(row.getString("business_id")), new LocationId(row.getString("location_id"))),
                    new UnitId(row.getString("unit_id")));
            if (row.getString("kind").equals("unit")) {
                capacities.put(key, row.getInt("seats"));
            } else {
                taken.computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(new Taken(
                                new Span(
                                        row.getTimestamp("created_at").toInstant(),
                                        row.getTimestamp("updated_at").toInstant()),
                                row.getInt("seats")));
            }
        }

        List<Offer> offers() {
            return offers;
        }

        /** Once everything is read. Offers of a place share its units. */
        Map<UnitId, Occupancy> occupancy(Offer offer) {
            Map<UnitId, Occupancy> result = new HashMap<>();
            for (UnitId unit : offer.terms().units()) {
                Key key = new Key(offer.place(), unit);
                Integer capacity = capacities.get(key);
                if (capacity != null) {
                    result.put(
                            unit,
                            occupancies.computeIfAbsent(
                                    key, _ -> Occupancy.of(capacity, taken.getOrDefault(key, List.of()))));
                }
            }
            return result;
        }

        private record Key(Place place, UnitId unit) {}
    }
}
