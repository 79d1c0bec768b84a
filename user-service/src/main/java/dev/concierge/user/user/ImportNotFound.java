package dev.concierge.user.user;

import dev.concierge.platform.problem.Fact;

/** The caller has no such import. */
final class ImportNotFound extends Fact {
    ImportNotFound(String requestId) {
        super(Kind.NOT_FOUND, "import-not-found", "There is no import " + requestId + ".");
    }
}
