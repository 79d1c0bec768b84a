package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.contact.Contacts;
import java.util.List;
import java.util.Objects;

/** Forgets what is no longer true of a guest, and everything of one who was erased. */
final class ChangedGuests {
    private final Contacts contacts;
    private final List<PersonalData> stores;

    ChangedGuests(Contacts contacts, List<PersonalData> stores) {
        this.contacts = contacts;
        this.stores = stores;
    }

    void on(GuestChanged guest) {
        contacts.forget(guest.userId(), Objects.requireNonNull(guest.version(), "version is null"));
    }

    void onDeleted(GuestChanged guest) {
        contacts.forgetForGood(guest.userId());
        stores.forEach(store -> store.purge(guest.userId()));
    }
}
