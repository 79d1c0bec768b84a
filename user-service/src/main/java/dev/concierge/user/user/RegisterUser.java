package dev.concierge.user.user;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.preferences.GuestPreferences;
import dev.concierge.user.preferences.Preferences;
import dev.concierge.user.preferences.StoredPreferences;
import dev.concierge.user.profile.Profiles;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers a guest: the person, default preferences and an empty profile, and tells everyone; all or nothing. */
@Component
class RegisterUser {
    private final ContactRules rules;
    private final Users users;
    private final StoredPreferences preferences;
    private final Profiles profiles;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    RegisterUser(
            ContactRules rules,
            Users users,
            StoredPreferences preferences,
            Profiles profiles,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.rules = rules;
        this.users = users;
        this.preferences = preferences;
        this.profiles = profiles;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws EmailTaken when another guest has the address */
    @Transactional
    public UserId register(UserDetails details) {
        // as precise as the database keeps it, so that the message and every later answer say the same
        User user = new User(new UserId(ids.next()), rules.checked(details, null), clock.instant());
        users.write(user);
        preferences.save(new GuestPreferences(user.id(), Preferences.DEFAULT));
        profiles.add(List.of(user.id()));
        outbox.append("users", user.id().toString(), "user.registered", UserRegistered.of(user, Preferences.DEFAULT));
        return user.id();
    }
}
