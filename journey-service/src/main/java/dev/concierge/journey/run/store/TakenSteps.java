package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.Step;
import dev.concierge.journey.guest.UserId;
import java.util.List;

/** The steps that one advance of a run took, at least one. */
public record TakenSteps(UserId userId, RunId runId, List<Step> steps) {}
