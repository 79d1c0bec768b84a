package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;

final class ResourceNotFound extends Fact {
    ResourceNotFound(ResourceKey key) {
        super(Kind.NOT_FOUND, "resource-not-found", "There is no resource " + key + ".");
    }
}
