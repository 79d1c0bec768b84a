package dev.concierge.user.user;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** Another guest has this e-mail address. */
final class EmailTaken extends Fact {
    EmailTaken(String email) {
        super(
                Kind.CONFLICT,
                "email-taken",
                "Another user has this e-mail address.",
                List.of(new FieldError("/email", email + " (expected: an address that no other user has)")));
    }
}
