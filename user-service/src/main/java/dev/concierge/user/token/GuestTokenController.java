package dev.concierge.user.token;

import dev.concierge.platform.security.Caller;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GuestTokenController {
    private final UserVersions users;
    private final IssueGuestToken issueGuestToken;

    GuestTokenController(UserVersions users, IssueGuestToken issueGuestToken) {
        this.users = users;
        this.issueGuestToken = issueGuestToken;
    }

    /** Takes no Idempotency-Key: a token is not kept, a second one does no harm. */
    @PostMapping("/users/{userId}/tokens")
    @Operation(summary = "Issues a short-lived token for a guest")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<GuestTokenView> issue(@PathVariable String userId, Caller caller) {
        UserId id = UserId.named(userId);
        if (!users.isKnown(id)) {
            throw new UserNotFound(userId);
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(issueGuestToken.issue(id, caller.subject()));
    }
}
