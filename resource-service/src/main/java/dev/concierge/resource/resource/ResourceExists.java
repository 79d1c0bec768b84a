package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;

final class ResourceExists extends Fact {
    ResourceExists(ResourceKey key) {
        super(Kind.CONFLICT, "resource-exists", "There is a resource " + key + " already.");
    }
}
