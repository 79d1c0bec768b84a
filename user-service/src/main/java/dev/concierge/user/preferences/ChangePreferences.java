package dev.concierge.user.preferences;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a guest's preferences and tells everyone who sends them anything. */
@Component
class ChangePreferences {
    private final StoredPreferences stored;
    private final Consents consents;
    private final UserVersions versions;
    private final Outbox outbox;
    private final Clock clock;

    ChangePreferences(StoredPreferences stored, Consents consents, UserVersions versions, Outbox outbox, Clock clock) {
        this.stored = stored;
        this.consents = consents;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What holds then: read in this transaction, so that a change that took place is answered as one.
     *
     * @param source who says so, as the record of consents keeps it
     */
    @Transactional
    public Preferences change(UserId id, Precondition precondition, Preferences wanted, String source) {
        // The version first: it locks the guest's row, so what is read next is what will be replaced.
        long version = versions.next(id).orElseThrow(() -> new UserNotFound(id.toString()));
        GuestPreferences present = stored.findById(id).orElseThrow(() -> new UserNotFound(id.toString()));
        precondition.check(present.preferences());
        recordChanges(id, present.preferences(), wanted, source);
        present.change(wanted, version);
        outbox.append(
                "users",
                id.toString(),
                "user.preferences-updated",
                new PreferencesUpdated(id.toString(), version, clock.instant(), wanted));
        return present.preferences();
    }

    private void recordChanges(UserId id, Preferences present, Preferences wanted, String source) {
        Instant now = clock.instant();
        for (Consent.Channel channel : Consent.Channel.values()) {
            for (Consent.Wish wish : Consent.Wish.values()) {
                boolean given = wanted.says(channel, wish);
                if (given != present.says(channel, wish)) {
                    consents.add(id, new Consent(channel, wish, given, source, now), now);
                }
            }
        }
    }
}
