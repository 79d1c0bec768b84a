package dev.concierge.journey.run.web;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.problem.Fact;

/** A run has ended and cannot be cancelled any more. */
final class RunHasExited extends Fact {
    RunHasExited(RunId id) {
        super(Kind.CONFLICT, "run-has-exited", "Run " + id + " has ended already.");
    }
}
