package dev.concierge.user.segment;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A named rule that guests come under or not.
 *
 * @param version counts the rules it has had
 * @param ending whether its last members are on their way out
 */
record Segment(
        SegmentId id, String name, JsonNode rule, int version, Instant createdAt, Instant changedAt, boolean ending) {}
