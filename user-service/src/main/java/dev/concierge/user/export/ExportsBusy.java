package dev.concierge.user.export;

import dev.concierge.platform.problem.Fact;

/** Files are made one after the other, as each asks the whole fleet; ask again in a moment. */
final class ExportsBusy extends Fact {
    ExportsBusy() {
        super(Kind.UNAVAILABLE, "exports-busy", "Other guests' files are being made; try again in a minute.");
    }
}
