package dev.concierge.resource.booking;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Removes a tenant's offers, units and bookings, some per transaction; what was still to come is told as cancelled. */
@Component
public class EraseBookings {
    private static final int BATCH = 200;
    private static final List<String> OF_PLACES =
            List.of("claims", "busy", "calendar_feeds", "offers", "offer_requests", "units");

    private final Bookings bookings;
    private final GuestBookings guests;
    private final Clock clock;

    EraseBookings(Bookings bookings, GuestBookings guests, Clock clock) {
        this.bookings = bookings;
        this.guests = guests;
        this.clock = clock;
    }

    /** @param location null for all of the business */
    public void erase(Shard shard, BusinessId business, @Nullable LocationId location) {
        String place = location == null ? null : location.value();
        boolean more = true;
        while (more) {
            more = shard.asTenant(business.value(), () -> some(shard, business, place)) == BATCH;
        }
        shard.asTenant(business.value(), () -> {
            OF_PLACES.forEach(table -> shard.jdbc()
                    .sql("delete from tenant." + table + " where business_id = :business "
                            + "and (cast(:location as text) is null or location_id = :location)")
                    .param("business", business.value())
                    .param("location", place)
                    .update());
            return business;
        });
        guests.forget(business, place);
    }

    private int some(Shard shard, BusinessId business, @Nullable String location) {
        Instant now = clock.instant();
        List<Booking> found = bookings.lockSome(shard, business, location, BATCH);
        found.stream()
                .filter(booking -> booking.isToCome(now))
                .forEach(booking -> bookings.tell(shard, BookingTopic.CANCELLED, booking.cancel(false, now)));
        UUID[] ids = found.stream().map(booking -> booking.id().value()).toArray(UUID[]::new);
        RoundTrip trip = shard.roundTrip();
        for (String table : List.of("claims", "payments", "booking_steps", "bookings")) {
            var _ = trip.update(
                    "delete from tenant." + table + " where business_id = ? and booking_id = any (?)",
                    business.value(),
                    ids);
        }
        trip.run();
        return found.size();
    }
}
