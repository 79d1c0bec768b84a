package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;

final class RequestIdReused extends Fact {
    RequestIdReused(String requestId) {
        super(
                Kind.UNPROCESSABLE,
                "idempotency-key-reused",
                "Request " + requestId + " came before with another content.");
    }
}
