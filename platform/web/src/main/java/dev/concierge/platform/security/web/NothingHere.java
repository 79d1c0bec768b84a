package dev.concierge.platform.security.web;

import dev.concierge.platform.problem.Fact;

/** No such route, or something of another guest, whose existence is none of the caller's business. */
final class NothingHere extends Fact {
    NothingHere(String path) {
        super(Kind.NOT_FOUND, "not-found", "There is nothing at " + path + ".");
    }
}
