package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import org.jspecify.annotations.Nullable;

/** Whether a guest may and wants to be written to. */
final class EmailConsent {
    private EmailConsent() {}

    /** Why not; null when nothing speaks against it. */
    static @Nullable String objection(@Nullable Contact contact, Category category) {
        if (contact == null) {
            return "email: user gone";
        }
        ChannelPreferences wishes = contact.preferences().email();
        if (!wishes.subscribed()) {
            return "email: unsubscribed";
        }
        if (!wishes.reachable()) {
            return "email: not reachable";
        }
        return switch (category) {
            case TRANSACTIONAL -> wishes.transactional() ? address(contact) : "email: transactional off";
            case MARKETING -> wishes.marketing() ? address(contact) : "email: marketing off";
        };
    }

    private static @Nullable String address(Contact contact) {
        return contact.email() == null || contact.email().isBlank() ? "email: no address" : null;
    }
}
