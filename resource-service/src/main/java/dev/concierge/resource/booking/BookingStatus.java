package dev.concierge.resource.booking;

import java.util.Arrays;

/** Where a booking stands. */
enum BookingStatus {
    HELD("held"),
    PAYMENT_PENDING("payment-pending"),
    CONFIRMED("confirmed"),
    CANCELLED("cancelled"),
    REFUNDED("refunded"),
    NO_SHOW("no-show"),
    EXPIRED("expired");

    private final String text;

    BookingStatus(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether it is kept for a while only. */
    boolean isHeld() {
        return this == HELD || this == PAYMENT_PENDING;
    }

    static BookingStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("status: " + text));
    }
}
