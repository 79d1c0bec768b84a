package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.Run;
import java.time.Instant;

/** A run and when it was made and last moved. */
public record StoredRun(Run run, Instant createdAt, Instant updatedAt) {}
