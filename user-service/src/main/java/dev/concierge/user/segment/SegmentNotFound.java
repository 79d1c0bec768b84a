package dev.concierge.user.segment;

import dev.concierge.platform.problem.Fact;

/** There is no such segment. */
final class SegmentNotFound extends Fact {
    SegmentNotFound(SegmentId id) {
        super(Kind.NOT_FOUND, "segment-not-found", "There is no segment " + id + ".");
    }
}
