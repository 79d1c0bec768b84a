package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** A patch whose result is no resource, or another one. */
final class PatchedAway extends Fact {
    PatchedAway(String pointer, String detail) {
        super(
                Kind.UNPROCESSABLE,
                "patch-failed",
                "The patch does not fit the resource; nothing was changed.",
                List.of(new FieldError(pointer, detail)));
    }
}
