package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** There is no such business, or it is none of the caller's. */
public final class BusinessNotFound extends Fact {
    public BusinessNotFound(String business) {
        super(Kind.NOT_FOUND, "business-not-found", "There is no business " + business + ".");
    }
}
