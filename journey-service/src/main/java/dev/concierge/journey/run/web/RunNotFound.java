package dev.concierge.journey.run.web;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.problem.Fact;

/** There is no such run, or it is not the caller's to see. */
final class RunNotFound extends Fact {
    RunNotFound(RunId id) {
        super(Kind.NOT_FOUND, "run-not-found", "There is no run " + id + ".");
    }
}
