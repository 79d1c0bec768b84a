package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;

/** A timer that nobody waits for any more. */
public record CancelledTimer(RunId runId, int visit) {}
