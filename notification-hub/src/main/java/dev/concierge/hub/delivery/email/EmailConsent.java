package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences.ChannelPreferences;
import org.jspecify.annotations.Nullable;

/** Whether a guest may and wants to be written to. */
final class EmailConsent {
    private EmailConsent() {}

    /** Why not; null when nothing speaks against it. */
    static @Nullable String refusal(Contact contact, Category category) {
        ChannelPreferences wishes = contact.preferences().email();
        if (!wishes.subscribed()) {
            return "email: unsubscribed";
        }
        if (!wishes.reachable()) {
            return "email: not reachable";
        }
        if (category == Category.TRANSACTIONAL && !wishes.transactional()) {
            return "email: transactional off";
        }
        if (category == Category.MARKETING && !wishes.marketing()) {
            return "email: marketing off";
        }
        return contact.email() == null || contact.email().isBlank() ? "email: no address" : null;
    }
}
