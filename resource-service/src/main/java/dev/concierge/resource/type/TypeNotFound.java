package dev.concierge.resource.type;

import dev.concierge.platform.problem.Fact;
import dev.concierge.resource.directory.BusinessId;

final class TypeNotFound extends Fact {
    TypeNotFound(BusinessId business, ResourceType type) {
        super(Kind.NOT_FOUND, "type-not-found", "Business " + business + " has no schema for " + type + ".");
    }
}
