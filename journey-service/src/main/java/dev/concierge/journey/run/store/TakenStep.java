package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.Step;

/** A step of a run. */
public record TakenStep(RunId runId, Step step) {}
