package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;

/** Names a run as it is kept: with its guest. */
public record RunOfGuest(UserId userId, RunId runId) {}
