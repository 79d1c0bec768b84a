package dev.concierge.user.grant;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.user.grant.GrantController.GrantsView;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a guest exactly these grants; tokens that are out keep what they say until they end, minutes later. */
@Component
class ChangeGrants {
    private final GuestGrants grants;
    private final UserVersions users;

    ChangeGrants(GuestGrants grants, UserVersions users) {
        this.grants = grants;
        this.users = users;
    }

    @Transactional
    public GrantsView change(UserId id, Precondition precondition, Set<GuestGrant> wanted, String operator) {
        if (!users.lock(id)) {
            throw new UserNotFound(id.toString());
        }
        precondition.check(GrantsView.of(id, grants.of(id)));
        grants.replace(id, wanted, operator);
        return GrantsView.of(id, wanted);
    }
}
