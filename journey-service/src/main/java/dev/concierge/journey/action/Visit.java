package dev.concierge.journey.action;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;

/** Where an answer belongs. */
public record Visit(RunId runId, UserId userId, int visit) {}
