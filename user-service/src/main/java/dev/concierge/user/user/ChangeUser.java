package dev.concierge.user.user;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is known of a guest and tells everyone which fields; no difference, no message. */
@Component
class ChangeUser {
    private final ContactRules rules;
    private final Users users;
    private final UserVersions versions;
    private final Outbox outbox;
    private final Clock clock;

    ChangeUser(ContactRules rules, Users users, UserVersions versions, Outbox outbox, Clock clock) {
        this.rules = rules;
        this.users = users;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param change makes the new details of the present ones, which stay as they are until it is done */
    @Transactional
    public User change(UserId id, Precondition precondition, UnaryOperator<UserDetails> change) {
        User present = users.findForChangeById(id).orElseThrow(() -> new UserNotFound(id.toString()));
        precondition.check(UserView.of(present));
        UserDetails details = rules.checked(change.apply(present.details()), present.details());
        Set<String> names = UserChanges.between(present.details(), details);
        if (names.isEmpty()) {
            return present;
        }
        long version = versions.next(id).orElseThrow(() -> new UserNotFound(id.toString()));
        present.change(details, version, clock.instant());
        users.write(present);
        outbox.append("users", id.toString(), "user.updated", UserUpdated.of(present, names));
        return present;
    }
}
