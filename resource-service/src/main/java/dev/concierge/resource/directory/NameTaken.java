package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** The name would mean two things in paths and channels; whose it is already is not told. */
final class NameTaken extends Fact {
    NameTaken(String name) {
        super(
                Kind.CONFLICT,
                "name-taken",
                "The name " + name + " is in use (expected: ids that join to a name of their own).");
    }
}
