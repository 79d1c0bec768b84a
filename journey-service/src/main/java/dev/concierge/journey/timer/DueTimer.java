package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;

/**
 * A timer whose time has come.
 *
 * @param blind whether it has waited in vain for what was accepted before it fell due
 */
public record DueTimer(RunId runId, UserId userId, int visit, Instant dueAt, boolean blind) {}
