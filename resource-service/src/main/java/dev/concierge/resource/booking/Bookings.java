package dev.concierge.resource.booking;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Zones;
import dev.concierge.resource.availability.Claims;
import dev.concierge.resource.booking.Refusal.BookingNotFound;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferTerms;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.price.Quote;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.UnitId;
import dev.concierge.resource.unit.Units;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A business' bookings, in the tenant's transaction under way. */
@Repository
class Bookings {
    private final JsonMapper mapper;
    private final Units units;
    private final Claims claims;
    private final Ids ids;

    Bookings(JsonMapper mapper, Units units, Claims claims, Ids ids) {
        this.mapper = mapper;
        this.units = units;
        this.claims = claims;
        this.ids = ids;
    }

    Optional<Booking> find(Shard shard, BookingId id) {
        RoundTrip trip = shard.roundTrip();
        Supplier<Optional<Stored>> found = find(trip, id);
        trip.run();
        return found.get().map(Stored::booking);
    }

    /** Once the round trip has run. */
    Supplier<Optional<Stored>> find(RoundTrip trip, BookingId id) {
        Supplier<List<Stored>> found = trip.query(
                "select * from tenant.bookings where business_id = ? and booking_id = ?",
                (row, _) -> new Stored(booking(row, 0), row.getBytes("request_hash")),
                id.business().value(),
                id.value());
        return () -> found.get().stream().findFirst();
    }

    /**
     * Locked until the transaction ends, after the units it has and those named: whoever takes or frees units locks them
     * first, by their ids, and then bookings.
     *
     * @throws PessimisticLockingFailureException when it moved to other units meanwhile: to be tried again
     */
    Booking lock(Shard shard, BookingId id, Collection<UnitId> more) {
        RoundTrip look = shard.roundTrip();
        Supplier<Optional<Stored>> found = find(look, id);
        Supplier<List<UnitId>> taken = claims.unitsOf(look, id.business(), id.value());
        look.run();
        Place place =
                found.get().orElseThrow(() -> new BookingNotFound(id)).booking().place();
        RoundTrip trip = shard.roundTrip();
        var _ = units.lock(
                trip,
                place,
                Stream.concat(taken.get().stream(), more.stream()).distinct().toList());
        Supplier<List<Booking>> locked = trip.query(
                "select * from tenant.bookings where business_id = ? and booking_id = ? for update",
                this::booking,
                id.business().value(),
                id.value());
        Supplier<List<UnitId>> takenNow = claims.unitsOf(trip, id.business(), id.value());
        trip.run();
        if (!taken.get().containsAll(takenNow.get())) {
            throw new PessimisticLockingFailureException("booking " + id + " moved meanwhile");
        }
        return locked.get().stream().findFirst().orElseThrow(() -> new BookingNotFound(id));
    }

    /**
     * How many bookings a guest has and made. Whoever counts those of the same guest waits until the transaction under way
     * ends; units are locked after this, never before.
     */
    Had had(Shard shard, BusinessId business, UUID user, Instant now) {
        RoundTrip trip = shard.roundTrip();
        var _ = trip.query(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                (_, _) -> true,
                "bookings of " + user + " at " + business.value());
        Supplier<List<Had>> count = trip.query(
                """
                select count(*) filter (where ends_at > ?::timestamptz and (status = ? or expires_at > ?::timestamptz)),
                    count(*) filter (where created_at > ?::timestamptz)
                from tenant.bookings where business_id = ? and user_id = ?
                """,
                (row, _) -> new Had(row.getInt(1), row.getInt(2)),
                now.toString(),
                BookingStatus.CONFIRMED.text(),
                now.toString(),
                now.minus(Duration.ofDays(1)).toString(),
                business.value(),
                user);
        trip.run();
        return count.get().getFirst();
    }

    /** In the order of their beginnings, one more than {@code limit} when there are more. */
    List<Booking> page(Shard shard, BusinessId business, Filter filter, @Nullable Mark after, int limit) {
        return shard.jdbc()
                .sql("""
                        select * from tenant.bookings
                        where business_id = :business
                          and (cast(:location as text) is null or location_id = :location)
                          and (cast(:offer as uuid) is null or offer_id = :offer)
                          and (cast(:status as text) is null or status = :status)
                          and (cast(:from as timestamptz) is null or starts_at >= cast(:from as timestamptz))
                          and (cast(:to as timestamptz) is null or starts_at < cast(:to as timestamptz))
                          and (cast(:at as timestamptz) is null
                               or (starts_at, booking_id) > (cast(:at as timestamptz), cast(:id as uuid)))
                        order by starts_at, booking_id limit :limit
                        """)
                .param("business", business.value())
                .param("location", filter.location())
                .param("offer", filter.offer())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().text())
                .param("from", text(filter.from()))
                .param("to", text(filter.to()))
                .param("at", after == null ? null : after.at().toString())
                .param("id", after == null ? null : after.id())
                .param("limit", limit + 1)
                .query(this::booking)
                .list();
    }

    /** Of a place that nobody writes to any more, in any order. */
    List<Booking> lockSome(Shard shard, BusinessId business, @Nullable String location, int limit) {
        return shard.jdbc()
                .sql("""
                        select * from tenant.bookings where business_id = :business
                          and (cast(:location as text) is null or location_id = :location)
                        limit :limit for update
                        """)
                .param("business", business.value())
                .param("location", location)
                .param("limit", limit)
                .query(this::booking)
                .list();
    }

    /** At all businesses of a shard, in the operators' transaction under way. */
    List<BookingId> ofGuest(Shard shard, UUID user) {
        return shard.jdbc()
                .sql(
                        "select business_id, booking_id from tenant.bookings where user_id = ? order by business_id, booking_id")
                .param(user)
                .query((row, _) -> new BookingId(
                        new BusinessId(row.getString("business_id")), row.getObject("booking_id", UUID.class)))
                .list();
    }

    /** Of a locked one: nothing says any more whose it was, nor what they gave as a reason. */
    void disown(RoundTrip trip, Booking booking) {
        var _ = trip.update(
                "update tenant.bookings set user_id = ? where business_id = ? and booking_id = ?",
                Booking.NOBODY,
                booking.id().business().value(),
                booking.id().value());
        var _ = trip.update(
                "update tenant.booking_steps set actor = ?, note = null where business_id = ? and booking_id = ? and actor = ?",
                Actor.ERASED_GUEST.name(),
                booking.id().business().value(),
                booking.id().value(),
                Actor.guest(booking.user()).name());
    }

    /** @return what was told before under this id; nothing where it is new, and kept from now on */
    Optional<Told> addPayment(Shard shard, BookingId id, String payment, String kind, long amount, Instant now) {
        int added = shard.jdbc()
                .sql("""
                        insert into tenant.payments (business_id, payment_id, booking_id, kind, amount, received_at)
                        values (?, ?, ?, ?, ?, ?::timestamptz) on conflict do nothing
                        """)
                .params(id.business().value(), payment, id.value(), kind, amount, now.toString())
                .update();
        return added == 1
                ? Optional.empty()
                : shard.jdbc()
                        .sql("""
                                select booking_id, kind, amount from tenant.payments
                                where business_id = ? and payment_id = ?
                                """)
                        .params(id.business().value(), payment)
                        .query((row, _) -> new Told(
                                row.getObject("booking_id", UUID.class), row.getString("kind"), row.getLong("amount")))
                        .optional();
    }

    List<Step> steps(Shard shard, BookingId id) {
        return shard.jdbc()
                .sql("""
                        select version, status, at, actor, note from tenant.booking_steps
                        where business_id = ? and booking_id = ? order by version
                        """)
                .params(id.business().value(), id.value())
                .query((row, _) -> new Step(
                        row.getLong("version"),
                        row.getString("status"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("note")))
                .list();
    }

    void add(Shard shard, RoundTrip trip, Booking booking, byte[] requestHash, Actor actor) {
        var _ = trip.update(
                """
                insert into tenant.bookings (business_id, booking_id, location_id, offer_id, user_id, title, zone, status,
                    starts_at, ends_at, party, quote, terms, expires_at, version, request_hash, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?::timestamptz, ?, ?,
                    ?::timestamptz, ?::timestamptz)
                """,
                booking.id().business().value(),
                booking.id().value(),
                booking.place().location().value(),
                booking.offer().value(),
                booking.user(),
                booking.terms().name(),
                booking.zone().getId(),
                booking.status().text(),
                booking.when().from().toString(),
                booking.when().to().toString(),
                booking.party(),
                mapper.writeValueAsString(booking.quote()),
                mapper.writeValueAsString(booking.terms()),
                text(booking.expiresAt()),
                booking.version(),
                requestHash,
                booking.createdAt().toString(),
                booking.updatedAt().toString());
        note(trip, booking, actor, null);
    }

    /** Of a locked one: what became of it, who did it, and the message that says so; nothing where nothing changed. */
    void change(
            Shard shard,
            RoundTrip trip,
            Booking before,
            Booking after,
            Actor actor,
            @Nullable String note,
            String type) {
        if (before.version() == after.version()) {
            return;
        }
        var _ = trip.update(
                """
                update tenant.bookings set status = ?, starts_at = ?::timestamptz, ends_at = ?::timestamptz, paid = ?,
                    refund_due = ?, refunded = ?, refund_most = ?, expires_at = ?::timestamptz, version = ?,
                    updated_at = ?::timestamptz
                where business_id = ? and booking_id = ?
                """,
                after.status().text(),
                after.when().from().toString(),
                after.when().to().toString(),
                after.money().paid(),
                after.money().refundDue(),
                after.money().refunded(),
                after.refundMost(),
                text(after.expiresAt()),
                after.version(),
                after.updatedAt().toString(),
                after.id().business().value(),
                after.id().value());
        note(trip, after, actor, note);
        if (!type.isEmpty()) {
            tell(shard, type, after);
        }
    }

    /** What becomes of a booking that is nobody's is told to nobody. */
    void tell(Shard shard, String type, Booking booking) {
        if (booking.user().equals(Booking.NOBODY)) {
            return;
        }
        shard.send(List.of(BookingChanged.message(ids.next(), type, booking)));
    }

    /** Ends what was held too long and lost its units by that, by whoever found it so. */
    void expire(Shard shard, BusinessId business, Collection<UUID> some, Instant now) {
        if (some.isEmpty()) {
            return;
        }
        List<Booking> overdue = shard.jdbc()
                .sql("""
                        select * from tenant.bookings where business_id = ? and booking_id = any (?)
                        order by booking_id for update
                        """)
                .param(business.value())
                .param(some.toArray(UUID[]::new))
                .query(this::booking)
                .list();
        RoundTrip trip = shard.roundTrip();
        overdue.stream()
                .filter(booking -> booking.isOverdue(now))
                .forEach(booking ->
                        change(shard, trip, booking, booking.expire(now), Actor.TIME, null, BookingTopic.EXPIRED));
        trip.run();
    }

    private static void note(RoundTrip trip, Booking booking, Actor actor, @Nullable String note) {
        var _ = trip.update(
                """
                insert into tenant.booking_steps (business_id, booking_id, version, status, at, actor, note)
                values (?, ?, ?, ?, ?::timestamptz, ?, ?)
                """,
                booking.id().business().value(),
                booking.id().value(),
                booking.version(),
                booking.status().text(),
                booking.updatedAt().toString(),
                actor.name(),
                note);
    }

    private Booking booking(ResultSet row, int number) throws SQLException {
        BusinessId business = new BusinessId(row.getString("business_id"));
        Timestamp expires = row.getTimestamp("expires_at");
        return new Booking(
                new BookingId(business, row.getObject("booking_id", UUID.class)),
                new Place(business, new LocationId(row.getString("location_id"))),
                new OfferId(business, row.getObject("offer_id", UUID.class)),
                row.getObject("user_id", UUID.class),
                Zones.named(row.getString("zone")),
                BookingStatus.of(row.getString("status")),
                new Span(
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()),
                row.getInt("party"),
                mapper.readValue(row.getString("quote"), Quote.class),
                mapper.readValue(row.getString("terms"), OfferTerms.class),
                new Money(row.getLong("paid"), row.getLong("refund_due"), row.getLong("refunded")),
                row.getInt("refund_most"),
                expires == null ? null : expires.toInstant(),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** A booking and the request that made it. */
    record Stored(Booking booking, byte[] requestHash) {
        boolean isOf(byte[] hash) {
            return Arrays.equals(requestHash, hash);
        }
    }

    /** News of a payment. */
    record Told(UUID booking, String kind, long amount) {}

    /** Which state it took on, when and by whom. */
    record Step(
            long version,
            String status,
            Instant at,
            String actor,
            @Nullable String note) {
        Step seenByGuests() {
            return new Step(version, status, at, Actor.seenByGuests(actor), note);
        }
    }

    /**
     * What a guest has at a business.
     *
     * @param toCome held or confirmed
     * @param madeOfLate within a day, whatever became of them
     */
    record Had(int toCome, int madeOfLate) {}

    /** Which bookings are asked for; null for any. */
    record Filter(
            @Nullable String location,
            @Nullable UUID offer,
            @Nullable BookingStatus status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Where a list goes on. */
    record Mark(Instant at, UUID id) {}
}
