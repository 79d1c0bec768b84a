package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.contact.Contact;
import org.jspecify.annotations.Nullable;

/**
 * A notification about to go out on one channel.
 *
 * @param contact null where the channel needs none
 */
public record Dispatch(Notification notification, @Nullable Contact contact) {
    /** Of a channel that needs it. */
    public Contact guest() {
        if (contact == null) {
            throw new IllegalStateException("contact of " + notification.userId() + " (expected: one)");
        }
        return contact;
    }
}
