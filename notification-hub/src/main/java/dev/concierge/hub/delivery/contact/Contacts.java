package dev.concierge.hub.delivery.contact;

import dev.concierge.platform.cache.AnswerCache;
import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.cache.Answers;
import java.util.Optional;

/** The contacts of guests, remembered so that a burst of notifications asks once. */
public final class Contacts {
    private final AnswerCache<Contact> remembered;

    Contacts(Users users, AnswerCaches caches, ContactSettings settings) {
        this.remembered = caches.of(
                "contacts",
                new Answers<>(
                        Contact.class, userIds -> users.contacts(userIds).items(), Contact::userId, Contact::version),
                settings.remembered(),
                settings.size());
    }

    /** Asks user-service if need be; empty when there is no such guest. */
    public Optional<Contact> find(String userId) {
        return remembered.find(userId);
    }

    /** Call it in the transaction that hears of the guest's change. */
    public void forget(String userId, long version) {
        remembered.evict(userId, version);
    }

    /** Call it in the transaction that hears of the guest's end. */
    public void forgetForGood(String userId) {
        remembered.evict(userId, Long.MAX_VALUE);
    }
}
