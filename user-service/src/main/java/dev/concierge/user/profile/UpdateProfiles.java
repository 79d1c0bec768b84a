package dev.concierge.user.profile;

import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Brings profiles up to date, in the transaction under way, and tells others when the picture changes. */
@Component
public class UpdateProfiles {
    private final Profiles profiles;
    private final KnownProfileRules rules;
    private final UserVersions versions;
    private final Outbox outbox;
    private final PersonaSettings settings;
    private final Clock clock;

    UpdateProfiles(
            Profiles profiles,
            KnownProfileRules rules,
            UserVersions versions,
            Outbox outbox,
            PersonaSettings settings,
            Clock clock) {
        this.profiles = profiles;
        this.rules = rules;
        this.versions = versions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Guests who are not there are left out. The others are locked first: what is done under a guest's other names comes
     * by other workers.
     *
     * @return of whom others were told something new
     */
    public Set<UserId> update(Map<UserId, List<Signal>> signals) {
        Set<UserId> told = new HashSet<>();
        if (signals.isEmpty()) {
            return told;
        }
        ProfileRules present = rules.latest().rules();
        versions.lock(signals.keySet());
        profiles.findAll(signals.keySet()).forEach((id, known) -> {
            Profile changed = known;
            for (Signal signal : signals.getOrDefault(id, List.of())) {
                changed = switch (signal) {
                    case Signal.Did did -> changed.with(did.deed(), settings, present);
                    case Signal.Says says -> changed.with(Stated.in(says.attributes()));
                };
            }
            if (!changed.equals(known)) {
                Profile published = told(changed, present);
                profiles.replace(published);
                if (published.version() != known.version()) {
                    told.add(id);
                }
            }
        });
        return told;
    }

    private Profile told(Profile profile, ProfileRules present) {
        // as of the latest event, so that a replay tells the same whenever it runs
        Persona persona = Persona.of(profile, profile.latest(), settings, present);
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

    /** {@code user.profile-updated} on topic {@code users}. */
    record ProfileUpdated(
            String userId,
            long version,
            Instant updatedAt,
            Persona.About about,
            List<String> topics,
            Map<String, Double> affinities) {
        static ProfileUpdated of(String userId, long version, Instant updatedAt, Persona persona) {
            return new ProfileUpdated(
                    userId, version, updatedAt, persona.about(), persona.topics(), persona.affinities());
        }
    }
}
