package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;

/** A timer that nobody waits for any more. */
public record CancelledTimer(UserId userId, RunId runId, int visit) {}
