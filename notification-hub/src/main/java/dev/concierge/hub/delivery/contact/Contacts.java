package dev.concierge.hub.delivery.contact;

import dev.concierge.platform.cache.AnswerCache;
import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.cache.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contacts of guests, remembered so that a burst of notifications asks once. */
public final class Contacts {
    private static final int MOST_AT_ONCE = 200;

    private final AnswerCache<Contact> remembered;

    Contacts(Users users, AnswerCaches caches, ContactSettings settings) {
        this.remembered = caches.of(
                "contacts",
                new Answers<>(Contact.class, userIds -> ask(users, userIds), Contact::userId, Contact::version),
                settings.remembered(),
                settings.size());
    }

    private static List<Contact> ask(Users users, List<String> userIds) {
        List<Contact> found = new ArrayList<>();
        for (int from = 0; from < userIds.size(); from += MOST_AT_ONCE) {
            List<String> some = userIds.subList(from, Math.min(from + MOST_AT_ONCE, userIds.size()));
            found.addAll(users.contacts(new Users.Asked(some)).items());
        }
        return found;
    }

    /** By userId; asks user-service once for all that are not at hand. Who is not there is left out. */
    public Map<String, Contact> findAll(Collection<String> userIds) {
        return remembered.findAll(userIds);
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
