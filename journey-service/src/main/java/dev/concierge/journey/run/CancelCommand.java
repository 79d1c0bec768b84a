package dev.concierge.journey.run;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;

/** Our view of {@code run.cancel}. */
record CancelCommand(RunId runId, UserId userId, String reason) {}
