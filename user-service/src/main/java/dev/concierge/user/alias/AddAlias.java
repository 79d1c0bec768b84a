package dev.concierge.user.alias;

import dev.concierge.platform.problem.Fact;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a guest be known by the id that another system has for them. */
@Component
class AddAlias {
    private static final int MOST = 100;

    private final Aliases aliases;
    private final AnonymousHistory anonymous;
    private final UserVersions users;
    private final Clock clock;

    AddAlias(Aliases aliases, AnonymousHistory anonymous, UserVersions users, Clock clock) {
        this.aliases = aliases;
        this.anonymous = anonymous;
        this.users = users;
        this.clock = clock;
    }

    @Transactional
    public void add(UserId guest, String alias) {
        anonymous.lock(alias);
        if (!users.lock(guest)) {
            throw new UserNotFound(guest.toString());
        }
        if (UserId.parse(alias).filter(users::isKnown).isPresent()) {
            throw new AliasTaken("/alias", alias);
        }
        if (aliases.owner(alias).filter(guest::equals).isPresent()) {
            return;
        }
        if (aliases.count(guest) >= MOST) {
            throw new TooManyAliases(MOST);
        }
        if (!aliases.add(alias, guest, Aliases.Kind.EXTERNAL, clock.instant())) {
            throw new AliasTaken("/alias", alias);
        }
    }

    /** A guest is known by as many names as there may be. */
    private static final class TooManyAliases extends Fact {
        TooManyAliases(int most) {
            super(Kind.CONFLICT, "too-many-aliases", "The user is known by " + most + " names, the most there can be.");
        }
    }
}
