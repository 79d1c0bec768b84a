package dev.concierge.resource.booking;

import dev.concierge.platform.input.Numbers;
import dev.concierge.resource.availability.Claims;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes a deleted guest off their bookings: what is to come is cancelled as if by them, and all of it is nobody's, as
 * businesses have to account for what they sold. A shard that is away holds the erasure up, not only its part of it.
 */
@Component
class EraseGuest {
    static final String TYPE = "user.deleted";

    private final JdbcClient jdbc;
    private final Shards shards;
    private final Bookings bookings;
    private final Claims claims;
    private final Clock clock;

    EraseGuest(JdbcClient jdbc, Shards shards, Bookings bookings, Claims claims, Clock clock) {
        this.jdbc = jdbc;
        this.shards = shards;
        this.bookings = bookings;
        this.claims = claims;
        this.clock = clock;
    }

    /** Our view of {@code user.deleted}. */
    record UserDeleted(String userId) {}

    /** Runs in the transaction of its batch; that of a further shard commits before it, and is found done by the next try. */
    void on(UserDeleted deleted) {
        UUID guest = Numbers.uuid(deleted.userId());
        int _ = jdbc.sql(
                        "insert into erased_guests (user_id, erased_at) values (?, ?::timestamptz) on conflict do nothing")
                .params(guest, clock.instant().toString())
                .update();
        takeOffAll(guest);
        int _ = jdbc.sql("delete from guest_bookings where user_id = ?")
                .param(guest)
                .update();
    }

    /** What an erased guest booked with a token that outlived them ends as the rest did. */
    void late(UUID guest) {
        boolean erased = jdbc.sql("select exists (select from erased_guests where user_id = ?)")
                .param(guest)
                .query(Boolean.class)
                .single();
        if (erased) {
            takeOffAll(guest);
        }
    }

    private void takeOffAll(UUID guest) {
        shards.all()
                .forEach(shard ->
                        shard.asOps(() -> bookings.ofGuest(shard, guest)).forEach(booking -> takeOff(shard, booking)));
    }

    private void takeOff(Shard shard, BookingId id) {
        Instant now = clock.instant();
        shard.asTenant(id.business().value(), () -> {
            takeOff(shard, bookings.lock(shard, id, List.of()), now);
            return id;
        });
    }

    private void takeOff(Shard shard, Booking before, Instant now) {
        Booking after = before.withoutGuest(now);
        RoundTrip trip = shard.roundTrip();
        if (after.version() != before.version()) {
            claims.remove(trip, before.place(), before.id().value());
        }
        bookings.change(shard, trip, before, after, Actor.ERASURE, null, ChangeBookings.type(after));
        bookings.disown(trip, after);
        trip.run();
    }
}
