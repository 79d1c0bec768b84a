package dev.concierge.resource.booking;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A guest's bookings at whichever business and shard, as topic {@code bookings} tells of them. */
@Repository
class GuestBookings {
    private final JdbcClient jdbc;
    private final Directory directory;
    private final EraseGuest eraseGuest;

    GuestBookings(JdbcClient jdbc, Directory directory, EraseGuest eraseGuest) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.eraseGuest = eraseGuest;
    }

    /** An older version changes nothing; what the erased had comes back by no message that is late. */
    void on(BookingChanged changed) {
        BusinessId business = new BusinessId(changed.businessId());
        if (directory.isErased(business)) {
            return;
        }
        int kept = jdbc.sql("""
                        insert into guest_bookings as b (user_id, booking_id, business_id, location_id, offer_id, title,
                            starts_at, ends_at, zone, status, version)
                        select ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?
                        where not exists (select from erased_guests where user_id = ?)
                        on conflict (user_id, booking_id) do update
                        set title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            status = excluded.status, version = excluded.version
                        where b.version < excluded.version
                        """)
                .params(
                        changed.userId(),
                        changed.bookingId(),
                        changed.businessId(),
                        changed.locationId(),
                        changed.offerId(),
                        changed.title(),
                        changed.from().toString(),
                        changed.to().toString(),
                        changed.zone(),
                        changed.status(),
                        changed.version(),
                        changed.userId())
                .update();
        if (kept == 0) {
            eraseGuest.late(changed.userId());
        }
    }

    /** By their beginnings, the latest first, one more than {@code limit} when there are more. */
    List<Seen> page(UUID user, Bookings.@Nullable Mark after, int limit) {
        return jdbc.sql("""
                        select * from guest_bookings
                        where user_id = :user
                          and (cast(:at as timestamptz) is null
                               or (starts_at, booking_id) < (cast(:at as timestamptz), cast(:id as uuid)))
                        order by starts_at desc, booking_id desc limit :limit
                        """)
                .param("user", user)
                .param("at", after == null ? null : after.at().toString())
                .param("id", after == null ? null : after.id())
                .param("limit", limit + 1)
                .query((row, _) -> new Seen(
                        row.getObject("booking_id", UUID.class),
                        row.getObject("offer_id", UUID.class),
                        row.getString("business_id"),
                        row.getString("location_id"),
                        row.getString("title"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getString("zone"),
                        row.getString("status")))
                .list();
    }

    /** @param location null for all of the business */
    void forget(BusinessId business, @Nullable String location) {
        int _ = jdbc.sql("""
                        delete from guest_bookings where business_id = :business
                          and (cast(:location as text) is null or location_id = :location)
                        """)
                .param("business", business.value())
                .param("location", location)
                .update();
    }

    /** As the guest sees it in a list. */
    record Seen(
            UUID bookingId,
            UUID offerId,
            String businessId,
            String locationId,
            String title,
            Instant from,
            Instant to,
            String zone,
            String status) {}

    @Configuration(proxyBeanMethods = false)
    static class Reading {
        @Bean
        Subscription guestBookingsSubscription(GuestBookings guests, EraseGuest eraseGuest) {
            TypedSubscription.Builder reading = TypedSubscription.reading(BookingTopic.NAME, "users")
                    .named("guests")
                    .on(EraseGuest.TYPE, EraseGuest.UserDeleted.class, eraseGuest::on)
                    .erasedBy(EraseGuest.TYPE);
            BookingTopic.TYPES.forEach(type -> {
                var _ = reading.on(type, BookingChanged.class, guests::on);
            });
            return reading.build();
        }
    }
}
