package dev.concierge.user.segment;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A segment as it is defined; how many are in it changes by itself and is asked for separately.
 *
 * @param version counts the rules it has had
 */
record SegmentView(String segmentId, String name, JsonNode rule, int version, Instant createdAt, Instant changedAt) {
    static SegmentView of(Segment segment) {
        return new SegmentView(
                segment.id().value(),
                segment.name(),
                segment.rule(),
                segment.version(),
                segment.createdAt(),
                segment.changedAt());
    }
}
