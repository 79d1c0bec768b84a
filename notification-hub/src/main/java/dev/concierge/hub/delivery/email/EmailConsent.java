package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import org.jspecify.annotations.Nullable;

/** Whether a guest may and wants to be written to. */
sealed interface EmailConsent {
    record Given(Contact contact, String address) implements EmailConsent {}

    record Refused(String reason) implements EmailConsent {}

    /** @param contact null when user-service knows no such guest */
    static EmailConsent of(@Nullable Contact contact, Category category) {
        if (contact == null) {
            return new Refused("email: user gone");
        }
        ChannelPreferences wishes = contact.preferences().email();
        if (!wishes.subscribed()) {
            return new Refused("email: unsubscribed");
        }
        if (!wishes.reachable()) {
            return new Refused("email: not reachable");
        }
        return switch (category) {
            case TRANSACTIONAL -> wishes.transactional() ? addressed(contact) : new Refused("email: transactional off");
            case MARKETING -> wishes.marketing() ? addressed(contact) : new Refused("email: marketing off");
        };
    }

    private static EmailConsent addressed(Contact contact) {
        String address = contact.email();
        return address == null || address.isBlank() ? new Refused("email: no address") : new Given(contact, address);
    }
}
