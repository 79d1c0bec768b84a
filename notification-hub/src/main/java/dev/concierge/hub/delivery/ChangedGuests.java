package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.contact.Contacts;

/** Forgets what is no longer true of a guest, and everything of one who was erased. */
final class ChangedGuests {
    private final Contacts contacts;
    private final Notifications notifications;

    ChangedGuests(Contacts contacts, Notifications notifications) {
        this.contacts = contacts;
        this.notifications = notifications;
    }

    void on(GuestChanged guest) {
        contacts.forget(guest.userId());
    }

    void onDeleted(GuestChanged guest) {
        contacts.forget(guest.userId());
        notifications.purge(guest.userId());
    }
}
