package dev.concierge.resource.unit;

import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Repository;

/** A location's units, in the tenant's transaction under way. */
@Repository
public class Units {
    private final Clock clock;

    Units(Clock clock) {
        this.clock = clock;
    }

    /** In the order of their ids, locked until the transaction ends; whoever takes or frees any of them does this first. */
    public Supplier<List<Unit>> lock(RoundTrip trip, Place place, Collection<UnitId> units) {
        return trip.query(
                """
                select * from tenant.units where business_id = ? and location_id = ? and unit_id = any (?)
                order by unit_id for no key update
                """,
                Units::unit,
                place.business().value(),
                place.location().value(),
                units.stream().map(UnitId::value).toArray(String[]::new));
    }

    public List<Unit> find(Shard shard, Place place, Collection<UnitId> units) {
        return shard.jdbc()
                .sql("select * from tenant.units where business_id = ? and location_id = ? and unit_id = any (?)")
                .param(place.business().value())
                .param(place.location().value())
                .param(units.stream().map(UnitId::value).toArray(String[]::new))
                .query(Units::unit)
                .list();
    }

    public Optional<Unit> lock(Shard shard, Place place, UnitId unit) {
        RoundTrip trip = shard.roundTrip();
        Supplier<List<Unit>> locked = lock(trip, place, List.of(unit));
        trip.run();
        return locked.get().stream().findFirst();
    }

    /** In the order of ids, one more than {@code limit} when there are more. */
    List<Unit> page(Shard shard, Place place, String after, int limit) {
        return shard.jdbc()
                .sql("""
                        select * from tenant.units where business_id = ? and location_id = ? and unit_id > ?
                        order by unit_id limit ?
                        """)
                .params(place.business().value(), place.location().value(), after, limit + 1)
                .query(Units::unit)
                .list();
    }

    Unit save(Shard shard, Place place, UnitId unit, SaveUnit body) {
        return shard.jdbc()
                .sql("""
                        insert into tenant.units as u
                            (business_id, location_id, unit_id, name, capacity, version, updated_at)
                        values (?, ?, ?, ?, ?, 1, ?::timestamptz)
                        on conflict (business_id, location_id, unit_id) do update
                        set name = excluded.name, capacity = excluded.capacity, version = u.version + 1,
                            updated_at = excluded.updated_at
                        returning *
                        """)
                .params(
                        place.business().value(),
                        place.location().value(),
                        unit.value(),
                        body.name(),
                        body.capacity(),
                        clock.instant().toString())
                .query(Units::unit)
                .single();
    }

    /** False when there is one with this id. */
    public boolean add(Shard shard, Place place, Unit unit) {
        return shard.jdbc()
                        .sql("""
                                insert into tenant.units (business_id, location_id, unit_id, name, capacity, version, updated_at)
                                values (?, ?, ?, ?, ?, ?, ?::timestamptz) on conflict do nothing
                                """)
                        .params(
                                place.business().value(),
                                place.location().value(),
                                unit.id().value(),
                                unit.name(),
                                unit.capacity(),
                                unit.version(),
                                unit.updatedAt().toString())
                        .update()
                == 1;
    }

    /** Removes it, unless an offer or a booking needs it. */
    public void removeUnneeded(Shard shard, Place place, UnitId unit) {
        if (lock(shard, place, unit).isPresent()
                && !isOffered(shard, place, unit)
                && highestSeat(shard, place, unit) == 0) {
            remove(shard, place, unit);
        }
    }

    void remove(Shard shard, Place place, UnitId unit) {
        for (String table : List.of("busy", "calendar_feeds", "units")) {
            int _ = shard.jdbc()
                    .sql("delete from tenant." + table + " where business_id = ? and location_id = ? and unit_id = ?")
                    .params(place.business().value(), place.location().value(), unit.value())
                    .update();
        }
    }

    /** The highest seat that is taken now or later; 0 when none is. */
    int highestSeat(Shard shard, Place place, UnitId unit) {
        return shard.jdbc()
                .sql("""
                        select coalesce(max(upper(seats) - 1), 0) from tenant.claims
                        where business_id = ? and location_id = ? and unit_id = ? and ends_at > ?::timestamptz
                          and (expires_at is null or expires_at > ?::timestamptz)
                        """)
                .params(
                        place.business().value(),
                        place.location().value(),
                        unit.value(),
                        clock.instant().toString(),
                        clock.instant().toString())
                .query(Integer.class)
                .single();
    }

    boolean isOffered(Shard shard, Place place, UnitId unit) {
        return shard.jdbc()
                .sql("""
                        select exists (select from tenant.offers
                            where business_id = ? and location_id = ? and ? = any (units))
                        """)
                .params(place.business().value(), place.location().value(), unit.value())
                .query(Boolean.class)
                .single();
    }

    private static Unit unit(ResultSet row, int number) throws SQLException {
        return new Unit(
                new UnitId(row.getString("unit_id")),
                row.getString("name"),
                row.getInt("capacity"),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }
}
