package dev.concierge.hub.delivery.contact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The contacts of guests, remembered for seconds so that a burst of notifications asks once. */
public final class Contacts {
    private final Users users;
    private final Cache<String, Contact> remembered;
    private final AtomicLong changes = new AtomicLong();

    Contacts(Users users, ContactSettings settings) {
        this.users = users;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(settings.size())
                .expireAfterWrite(settings.remembered())
                .build();
    }

    /** Asks user-service if need be; empty when there is no such guest. */
    public Optional<Contact> find(String userId) {
        Contact known = remembered.getIfPresent(userId);
        return Optional.ofNullable(known == null ? ask(userId) : known);
    }

    /** Call it when a guest has changed or is gone. */
    public void forget(String userId) {
        changes.incrementAndGet();
        remembered.invalidate(userId);
    }

    /** An answer that was on its way while someone changed may be the older one: it is used, not remembered. */
    private @Nullable Contact ask(String userId) {
        long before = changes.get();
        Contact found = users.contacts(List.of(userId)).items().stream()
                .filter(contact -> contact.userId().equals(userId))
                .findFirst()
                .orElse(null);
        remembered.asMap().compute(userId, (_, _) -> changes.get() == before ? found : null);
        return found;
    }
}
