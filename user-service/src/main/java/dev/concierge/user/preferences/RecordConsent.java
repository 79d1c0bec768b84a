package dev.concierge.user.preferences;

import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what was said of a wish; the latest word counts, whenever it arrives. */
@Component
class RecordConsent {
    private final StoredPreferences stored;
    private final Consents consents;
    private final UserVersions versions;
    private final Outbox outbox;
    private final Clock clock;

    RecordConsent(StoredPreferences stored, Consents consents, UserVersions versions, Outbox outbox, Clock clock) {
        this.stored = stored;
        this.consents = consents;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns the guest's version, from which on the preferences obey it. */
    @Transactional
    public long record(UserId id, Consent consent) {
        // The version first: it locks the guest's row, so two words about one wish come one after the other.
        long version = versions.next(id).orElseThrow(() -> new UserNotFound(id.toString()));
        GuestPreferences present = stored.findById(id).orElseThrow(() -> new UserNotFound(id.toString()));
        Instant now = clock.instant();
        consents.add(id, consent, now);
        Preferences wanted = present.preferences().with(consent);
        if (!consents.isOutdated(id, consent) && !wanted.equals(present.preferences())) {
            present.change(wanted, version);
            outbox.append(
                    "users",
                    id.toString(),
                    "user.preferences-updated",
                    new PreferencesUpdated(id.toString(), version, now, wanted));
        }
        return version;
    }
}
