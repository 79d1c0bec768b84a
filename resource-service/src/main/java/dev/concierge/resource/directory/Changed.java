package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** It is not the version that If-Match names. */
final class Changed extends Fact {
    Changed(String what, int version) {
        super(Kind.PRECONDITION_FAILED, "version-mismatch", what + " is at version " + version + ".");
    }
}
