package dev.concierge.user.alias;

import dev.concierge.platform.problem.Fact;

/** A guest is known by as many names as there may be. */
final class TooManyAliases extends Fact {
    TooManyAliases(int most) {
        super(Kind.CONFLICT, "too-many-aliases", "The user is known by " + most + " names, the most there can be.");
    }
}
