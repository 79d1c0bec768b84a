package dev.concierge.user;

import dev.concierge.platform.problem.Fact;

/** What was to be changed has another version than {@code If-Match} expects. */
public final class VersionMismatch extends Fact {
    VersionMismatch(String expected, long version) {
        super(
                Kind.PRECONDITION_FAILED,
                "version-mismatch",
                "If-Match " + expected + " (expected: \"" + version + "\", the present version)");
    }
}
