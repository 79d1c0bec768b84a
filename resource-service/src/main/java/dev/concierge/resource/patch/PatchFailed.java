package dev.concierge.resource.patch;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** A well-formed patch that does not fit the document: nothing of it was applied. */
public final class PatchFailed extends Fact {
    PatchFailed(String pointer, String detail) {
        super(
                Kind.UNPROCESSABLE,
                "patch-failed",
                "The patch does not fit the resource; nothing was changed.",
                List.of(new FieldError(pointer, detail)));
    }
}
