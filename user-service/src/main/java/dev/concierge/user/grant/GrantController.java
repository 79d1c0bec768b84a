package dev.concierge.user.grant;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/{userId}/grants")
class GrantController {
    private static final String EXPECTED = "partner, expert or help-desk";

    private final GuestGrants grants;
    private final ChangeGrants changeGrants;
    private final UserVersions users;

    GrantController(GuestGrants grants, ChangeGrants changeGrants, UserVersions users) {
        this.grants = grants;
        this.changeGrants = changeGrants;
        this.users = users;
    }

    /** Which grants a guest is to have; none takes all away. */
    record GiveGrants(
            @NotNull(message = "the grants of the guest, maybe none") @Size(max = 3, message = "each once")
            Set<@NotNull(message = EXPECTED) GuestGrant> grants) {}

    record GrantsView(String userId, List<GuestGrant> grants) {
        static GrantsView of(UserId id, Set<GuestGrant> grants) {
            return new GrantsView(id.toString(), grants.stream().sorted().toList());
        }
    }

    @GetMapping
    @Operation(summary = "What a guest was given to be besides a guest")
    GrantsView grants(@PathVariable String userId) {
        UserId id = UserId.named(userId);
        Set<GuestGrant> held = grants.of(id);
        if (held.isEmpty() && !users.isKnown(id)) {
            throw new UserNotFound(userId);
        }
        return GrantsView.of(id, held);
    }

    @PutMapping
    @Operation(summary = "Makes a guest a partner, an expert, help desk, or none of them; shown by tokens from then on")
    GrantsView give(
            Caller caller,
            @PathVariable String userId,
            Precondition precondition,
            @RequestBody @Valid GiveGrants give) {
        return changeGrants.change(UserId.named(userId), precondition, give.grants(), caller.subject());
    }
}
