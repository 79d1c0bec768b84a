package dev.concierge.platform.file;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** Lines between the last that was taken and the first that came are missing. */
public final class ImportGap extends Fact {
    public ImportGap(long next, long from) {
        super(
                Kind.CONFLICT,
                "import-gap",
                "The next line of this import is " + next + ".",
                List.of(new FieldError("?from", from + " (expected: at most " + next + ")")));
    }
}
