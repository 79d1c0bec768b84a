package dev.concierge.resource.booking;

import dev.concierge.resource.price.Quote;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record BookingView(
        UUID bookingId,
        UUID offerId,
        String businessId,
        String locationId,
        UUID userId,
        String title,
        Instant from,
        Instant to,
        String zone,
        String status,
        int party,
        Quote quote,
        Paid payment,
        @Nullable Instant expiresAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static BookingView of(Booking booking) {
        return new BookingView(
                booking.id().value(),
                booking.offer().value(),
                booking.place().business().value(),
                booking.place().location().value(),
                booking.user(),
                booking.terms().name(),
                booking.when().from(),
                booking.when().to(),
                booking.zone().getId(),
                booking.status().text(),
                booking.party(),
                booking.quote(),
                new Paid(
                        booking.quote().currency(),
                        booking.money().paid(),
                        booking.money().kept(),
                        booking.money().refundDue(),
                        booking.money().refunded()),
                booking.expiresAt(),
                booking.version(),
                booking.createdAt(),
                booking.updatedAt());
    }

    /** What was paid is kept, due back or given back. */
    record Paid(String currency, long paid, long kept, long refundDue, long refunded) {}
}
