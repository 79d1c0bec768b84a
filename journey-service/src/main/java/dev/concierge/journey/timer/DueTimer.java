package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;
import java.time.Instant;

/** A timer whose time has come. */
public record DueTimer(RunId runId, int visit, Instant dueAt) {}
