package dev.concierge.platform.file;

import dev.concierge.platform.problem.Fact;

/** The caller has no such import. */
public final class ImportNotFound extends Fact {
    public ImportNotFound(String requestId) {
        super(Kind.NOT_FOUND, "import-not-found", "There is no import " + requestId + ".");
    }
}
