package dev.concierge.datemaker.booking;

import java.time.Instant;
import java.util.UUID;

/** What we read of {@code booking.confirmed} and its like. */
public record BookingChanged(UUID bookingId, Instant from, String status, long version) {
    public static final String CONFIRMED = "booking.confirmed";
    public static final String RESCHEDULED = "booking.rescheduled";
    public static final String CANCELLED = "booking.cancelled";
    public static final String EXPIRED = "booking.expired";
}
