package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;

/** The resource is not the version that If-Match names. */
final class VersionMismatch extends Fact {
    VersionMismatch(ResourceKey key, long version) {
        super(Kind.PRECONDITION_FAILED, "version-mismatch", "Resource " + key + " is at version " + version + ".");
    }
}
