package dev.concierge.user.preferences;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.UserId;
import dev.concierge.user.UserNotFound;
import dev.concierge.user.UserVersions;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a guest's preferences and tells everyone who sends them anything. */
@Component
class ChangePreferences {
    private final StoredPreferences stored;
    private final UserVersions versions;
    private final Outbox outbox;
    private final Clock clock;

    ChangePreferences(StoredPreferences stored, UserVersions versions, Outbox outbox, Clock clock) {
        this.stored = stored;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void change(UserId id, Precondition precondition, Preferences wanted) {
        // The version first: it locks the guest's row, so what is read next is what will be replaced.
        long version = versions.next(id).orElseThrow(() -> new UserNotFound(id.toString()));
        GuestPreferences present = stored.findById(id).orElseThrow(() -> new UserNotFound(id.toString()));
        precondition.check(present.preferences());
        present.change(wanted, version);
        outbox.append(
                "users",
                id.toString(),
                "user.preferences-updated",
                new PreferencesUpdated(id.toString(), version, clock.instant(), wanted));
    }
}
