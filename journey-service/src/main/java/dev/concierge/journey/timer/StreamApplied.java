package dev.concierge.journey.timer;

import java.time.Instant;
import java.util.List;

/** Our view of {@code stream.applied}: of these shards all that event-service could read at that time was told before. */
public record StreamApplied(List<Integer> shards, Instant upTo) {}
