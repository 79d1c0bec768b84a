package dev.concierge.journey.run.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step as it was written down. */
public record TimelineEntry(
        Timelines.Position position, Instant at, @Nullable String node, String what, JsonNode detail) {}
