package dev.concierge.user.profile;

import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.UserId;
import dev.concierge.user.UserVersions;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Brings profiles up to date, in the transaction of the batch, and tells others when the picture changes. */
@Component
class UpdateProfiles {
    private final Profiles profiles;
    private final UserVersions versions;
    private final Outbox outbox;
    private final PersonaSettings settings;
    private final Clock clock;

    UpdateProfiles(Profiles profiles, UserVersions versions, Outbox outbox, PersonaSettings settings, Clock clock) {
        this.profiles = profiles;
        this.versions = versions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Guests who are not there are left out. */
    void update(Map<UserId, UnaryOperator<Profile>> changes) {
        Map<UserId, Profile> known = profiles.findAll(changes.keySet());
        changes.forEach((id, change) -> {
            Profile present = known.get(id);
            if (present != null) {
                Profile changed = change.apply(present);
                if (!changed.equals(present)) {
                    profiles.replace(told(changed));
                }
            }
        });
    }

    private Profile told(Profile profile) {
        // as of the latest event, so that a replay tells the same whenever it runs
        Persona persona = Persona.of(profile, profile.latest(), settings);
        if (persona.published().equals(profile.published())) {
            return profile;
        }
        OptionalLong version = versions.next(profile.userId());
        if (version.isEmpty()) {
            return profile;
        }
        String userId = profile.userId().toString();
        outbox.append(
                "users",
                userId,
                "user.profile-updated",
                ProfileUpdated.of(userId, version.getAsLong(), clock.instant(), persona));
        return profile.published(version.getAsLong(), persona.published());
    }
}
