package dev.concierge.user.alias;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** The name is another guest's. */
final class AliasTaken extends Fact {
    AliasTaken(String pointer, String alias) {
        super(
                Kind.CONFLICT,
                "alias-taken",
                "Another user is known by this name.",
                List.of(new FieldError(pointer, alias + " (expected: a name that no other user has)")));
    }
}
