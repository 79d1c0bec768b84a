package dev.concierge.resource.availability;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.UnitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is taken of a location's units, in the tenant's transaction under way. Who changes it has locked the units. */
@Repository
public class Claims {
    /** Gives back what was held too long, and says by which bookings. */
    public Supplier<Set<UUID>> removeExpired(RoundTrip trip, Place place, Collection<UnitId> units, Instant now) {
        Supplier<List<UUID>> removed = trip.query(
                """
                delete from tenant.claims
                where business_id = ? and location_id = ? and unit_id = any (?) and expires_at <= ?::timestamptz
                returning booking_id
                """,
                (row, _) -> row.getObject(1, UUID.class),
                place.business().value(),
                place.location().value(),
                texts(units, UnitId::value),
                now.toString());
        return () -> Set.copyOf(removed.get());
    }

    /**
     * What shares a moment with the span.
     *
     * @param but the claims of this booking are left out
     */
    public Supplier<List<Claim>> during(
            RoundTrip trip, Place place, Collection<UnitId> units, Span when, @Nullable UUID but) {
        return trip.query(
                """
                select id, unit_id, lower(seats) as first, upper(seats) - lower(seats) as seats, starts_at, ends_at,
                    booking_id, expires_at
                from tenant.claims
                where business_id = ? and location_id = ? and unit_id = any (?) and ends_at > ?::timestamptz
                  and starts_at < ?::timestamptz and booking_id is distinct from ?::uuid
                """,
                Claims::claim,
                place.business().value(),
                place.location().value(),
                texts(units, UnitId::value),
                when.from().toString(),
                when.to().toString(),
                but == null ? null : but.toString());
    }

    /** When calendars elsewhere say that units are busy, sharing a moment with the span. */
    public Supplier<List<Busy>> busy(RoundTrip trip, Place place, Collection<UnitId> units, Span when) {
        return trip.query(
                """
                select unit_id, starts_at, ends_at from tenant.busy
                where business_id = ? and location_id = ? and unit_id = any (?) and ends_at > ?::timestamptz
                  and starts_at < ?::timestamptz
                """,
                (row, _) -> new Busy(
                        new UnitId(row.getString("unit_id")),
                        new Span(
                                row.getTimestamp("starts_at").toInstant(),
                                row.getTimestamp("ends_at").toInstant())),
                place.business().value(),
                place.location().value(),
                texts(units, UnitId::value),
                when.from().toString(),
                when.to().toString());
    }

    /** All of a unit that is connected with the span, by what overlaps what. */
    public List<Claim> connected(Shard shard, Place place, UnitId unit, Span when, @Nullable UUID but) {
        Span wide = when;
        while (true) {
            RoundTrip trip = shard.roundTrip();
            Supplier<List<Claim>> found = during(trip, place, List.of(unit), wide, but);
            trip.run();
            Instant from = found.get().stream()
                    .map(claim -> claim.when().from())
                    .reduce(wide.from(), (one, other) -> one.isBefore(other) ? one : other);
            Instant to = found.get().stream()
                    .map(claim -> claim.when().to())
                    .reduce(wide.to(), (one, other) -> one.isAfter(other) ? one : other);
            Span wider = new Span(from, to);
            if (wider.equals(wide)) {
                return found.get();
            }
            wide = wider;
        }
    }

    /** Which units a booking has taken, by their ids. */
    public Supplier<List<UnitId>> unitsOf(RoundTrip trip, BusinessId business, UUID booking) {
        return trip.query("""
                select distinct unit_id from tenant.claims
                where business_id = ? and booking_id = ? order by unit_id
                """, (row, _) -> new UnitId(row.getString(1)), business.value(), booking);
    }

    public void add(RoundTrip trip, Place place, List<Claim> claims) {
        var _ = trip.update(
                """
                insert into tenant.claims
                    (business_id, location_id, unit_id, seats, starts_at, ends_at, booking_id, expires_at)
                select ?, ?, unit_id, int4range(first, first + seats), starts_at, ends_at, booking_id, expires_at
                from unnest(?::text[], ?::int[], ?::int[], ?::timestamptz[], ?::timestamptz[], ?::uuid[],
                    ?::timestamptz[]) as u (unit_id, first, seats, starts_at, ends_at, booking_id, expires_at)
                """,
                place.business().value(),
                place.location().value(),
                texts(claims, claim -> claim.unit().value()),
                claims.stream().map(Claim::first).toArray(Integer[]::new),
                claims.stream().map(Claim::seats).toArray(Integer[]::new),
                texts(claims, claim -> claim.when().from().toString()),
                texts(claims, claim -> claim.when().to().toString()),
                claims.stream().map(Claim::booking).toArray(UUID[]::new),
                texts(
                        claims,
                        claim -> claim.expiresAt() == null
                                ? null
                                : claim.expiresAt().toString()));
    }

    /** Takes stored claims away, to be added again elsewhere. */
    public void remove(RoundTrip trip, Place place, List<Claim> claims) {
        var _ = trip.update(
                "delete from tenant.claims where business_id = ? and id = any (?)",
                place.business().value(),
                claims.stream().map(Claim::id).toArray(Long[]::new));
    }

    public void remove(RoundTrip trip, Place place, UUID booking) {
        var _ = trip.update(
                "delete from tenant.claims where business_id = ? and booking_id = ?",
                place.business().value(),
                booking);
    }

    /** From now on until the given moment; null for good. */
    public void keep(RoundTrip trip, Place place, UUID booking, @Nullable Instant until) {
        var _ = trip.update(
                "update tenant.claims set expires_at = ?::timestamptz where business_id = ? and booking_id = ?",
                until == null ? null : until.toString(),
                place.business().value(),
                booking);
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        Timestamp expires = row.getTimestamp("expires_at");
        return new Claim(
                row.getLong("id"),
                new UnitId(row.getString("unit_id")),
                row.getInt("first"),
                row.getInt("seats"),
                span(row),
                row.getObject("booking_id", UUID.class),
                expires == null ? null : expires.toInstant());
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }

    private static <T> @Nullable String[] texts(Collection<T> some, Function<T, @Nullable String> text) {
        return some.stream().map(text).toArray(String[]::new);
    }
}
