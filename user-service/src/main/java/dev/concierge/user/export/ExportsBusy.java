package dev.concierge.user.export;

import dev.concierge.platform.problem.Fact;

/** Files are made one after the other, as each asks the whole fleet; ask again in a moment. */
final class ExportsBusy extends Fact {
    ExportsBusy() {
        super(
                Kind.UNAVAILABLE,
                "exports-busy",
                "As many files are being made as may be at once; try again in a minute.");
    }
}
