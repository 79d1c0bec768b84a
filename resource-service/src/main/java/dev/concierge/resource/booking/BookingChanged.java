package dev.concierge.resource.booking;

import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * What others are told of a booking, by its guest's key.
 *
 * @param version rises with each change of the booking
 */
record BookingChanged(
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
        long version,
        Instant at) {
    static OutgoingMessage message(UUID id, String type, Booking booking) {
        return new OutgoingMessage(
                id,
                BookingTopic.NAME,
                booking.user().toString(),
                type,
                new BookingChanged(
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
                        booking.version(),
                        booking.updatedAt()));
    }
}
