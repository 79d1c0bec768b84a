package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;

final class IfMatchRequired extends Fact {
    IfMatchRequired() {
        super(
                Kind.PRECONDITION_REQUIRED,
                "if-match-required",
                "The change names no version (expected: If-Match with the ETag that was read).");
    }
}
