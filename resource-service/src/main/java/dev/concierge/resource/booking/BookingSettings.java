package dev.concierge.resource.booking;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What one guest may have at one business.
 *
 * @param guestMost how many bookings to come, held or confirmed
 */
@ConfigurationProperties(prefix = "concierge.booking", ignoreUnknownFields = false)
record BookingSettings(int guestMost) {
    /** Of those that a guest may have at once, how many times over they may be booked in a day. */
    private static final int TIMES_A_DAY = 5;

    BookingSettings {
        if (guestMost < 1) {
            throw new IllegalArgumentException("guestMost: " + guestMost + " (expected: 1 or more)");
        }
    }

    /** How many bookings a guest may make within a day, whatever becomes of them. */
    int guestDaily() {
        return (int) Math.min(Integer.MAX_VALUE, (long) TIMES_A_DAY * guestMost);
    }
}
