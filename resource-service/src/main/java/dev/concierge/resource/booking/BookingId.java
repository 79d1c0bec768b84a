package dev.concierge.resource.booking;

import dev.concierge.resource.directory.BusinessId;
import java.util.UUID;

/** A booking at a business. */
record BookingId(BusinessId business, UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
