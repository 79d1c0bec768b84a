package dev.concierge.resource.booking;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param guestMost how many bookings to come a guest may have at one business, held or confirmed */
@ConfigurationProperties(prefix = "concierge.booking", ignoreUnknownFields = false)
record BookingSettings(int guestMost) {
    BookingSettings {
        if (guestMost < 1) {
            throw new IllegalArgumentException("guestMost: " + guestMost + " (expected: 1 or more)");
        }
    }
}
