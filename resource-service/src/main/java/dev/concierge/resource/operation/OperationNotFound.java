package dev.concierge.resource.operation;

import dev.concierge.platform.problem.Fact;

final class OperationNotFound extends Fact {
    OperationNotFound(String requestId) {
        super(Kind.NOT_FOUND, "operation-not-found", "There is no operation " + requestId + ".");
    }
}
