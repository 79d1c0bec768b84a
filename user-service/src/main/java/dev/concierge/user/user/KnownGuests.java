package dev.concierge.user.user;

import dev.concierge.platform.cache.AnswerCache;
import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.cache.Answers;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.preferences.GuestPreferences;
import dev.concierge.user.preferences.Preferences;
import dev.concierge.user.preferences.StoredPreferences;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Guests as other services ask for them, again and again: kept in this process for two seconds and in Redis for all pods,
 * until topic {@code users} tells of a change. Who has just changed a guest asks the database instead.
 */
@Component
public class KnownGuests {
    private static final Duration NEAR = Duration.ofSeconds(2);
    private static final int MOST_NEAR = 20_000;
    /** Above that of any guest. */
    private static final long GONE = Long.MAX_VALUE >> 11;

    private final Users users;
    private final StoredPreferences preferences;
    private final AnswerCache<KnownGuest> cache;

    KnownGuests(Users users, StoredPreferences preferences, AnswerCaches caches) {
        this.users = users;
        this.preferences = preferences;
        this.cache = caches.of(
                "guest",
                new Answers<>(
                        KnownGuest.class, this::read, known -> known.user().userId(), KnownGuest::version),
                NEAR,
                MOST_NEAR);
    }

    /** @param version the guest's, which counts every change of either */
    record KnownGuest(UserView user, Preferences preferences, long version) {}

    Optional<UserView> find(UserId id) {
        return cache.find(id.toString()).map(KnownGuest::user);
    }

    Optional<Preferences> preferences(UserId id) {
        return cache.find(id.toString()).map(KnownGuest::preferences);
    }

    /** By id; who is not there is left out. */
    List<KnownGuest> findAll(Collection<UserId> ids) {
        List<String> keys = ids.stream().map(UserId::toString).toList();
        return cache.findAll(keys).values().stream()
                .sorted(Comparator.comparing(known -> known.user().userId()))
                .toList();
    }

    /** Forgets what is older, in the transaction that hears of the change. */
    public void changed(String userId, long version) {
        cache.evict(userId, version);
    }

    public void erased(String userId) {
        cache.evict(userId, GONE);
    }

    private List<KnownGuest> read(List<String> asked) {
        List<UUID> ids = asked.stream().map(id -> UserId.of(id).value()).toList();
        // the guests first: what is read later of one is never older than the version that is told with it
        List<User> guests = users.findByIdValueInOrderByIdValue(ids);
        Map<UserId, Preferences> wishes = preferences.findByIdValueIn(ids).stream()
                .collect(Collectors.toMap(GuestPreferences::id, GuestPreferences::preferences));
        return guests.stream()
                .map(user -> new KnownGuest(
                        UserView.of(user), wishes.getOrDefault(user.id(), Preferences.DEFAULT), user.latestVersion()))
                .toList();
    }
}
