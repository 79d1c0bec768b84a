package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.message.Shard;
import java.time.Instant;

/** A timer to be kept until it is due. */
public record Timer(Shard shard, RunId runId, int visit, Instant dueAt) {}
