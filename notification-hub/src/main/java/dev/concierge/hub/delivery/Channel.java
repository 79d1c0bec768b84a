package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.contact.Contact;
import org.jspecify.annotations.Nullable;

/** A way to guests. What may go out is decided before; this sends it. */
public interface Channel {
    /** As requests name it. */
    String name();

    /** How many are sent at once. */
    int concurrency();

    /** Whether the guest's wishes or name are needed; if not, it goes out while user-service is away. */
    boolean needsContact(Notification notification);

    /** Why the guest does not want it here or cannot get it; null when nothing speaks against it. */
    default @Nullable String refusal(Contact contact, Category category) {
        return null;
    }

    /** Whether it goes to the guest's e-mail address, which may be one that nobody may write to. */
    default boolean writesToAddress() {
        return false;
    }

    /** Whether marketing waits while the guest's quiet hours last. */
    boolean disturbs();

    /** Whether one that may have left before a crash is sent again; if not, it has failed. */
    boolean repeatsInDoubt();

    /** Sends it, outside any transaction. */
    Attempt attempt(Dispatch dispatch);
}
