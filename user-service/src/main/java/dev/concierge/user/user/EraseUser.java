package dev.concierge.user.user;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.erasure.Erasures;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.token.EndGuestTokens;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets a guest: person, preferences, profile and tokens go at once, and every service is told to do the same. */
@Component
class EraseUser {
    private final Users users;
    private final Erasures erasures;
    private final Outbox outbox;
    private final EndGuestTokens endTokens;
    private final Clock clock;

    EraseUser(Users users, Erasures erasures, Outbox outbox, EndGuestTokens endTokens, Clock clock) {
        this.users = users;
        this.erasures = erasures;
        this.outbox = outbox;
        this.endTokens = endTokens;
        this.clock = clock;
    }

    @Transactional
    public void erase(UserId id, Precondition precondition) {
        User present = users.findForChangeById(id).orElseThrow(() -> new UserNotFound(id.toString()));
        precondition.check(UserView.of(present));
        Instant now = clock.instant();
        erasures.begin(id, now);
        users.deleteById(id);
        outbox.append("users", id.toString(), "user.deleted", new UserDeleted(id.toString(), now));
        endTokens.of(id);
    }

    /** {@code user.deleted} on topic {@code users}. */
    record UserDeleted(String userId, Instant deletedAt) {}
}
