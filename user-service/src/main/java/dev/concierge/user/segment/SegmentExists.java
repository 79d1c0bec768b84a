package dev.concierge.user.segment;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** The id is in use, maybe by a segment whose last members are on their way out. */
final class SegmentExists extends Fact {
    SegmentExists(SegmentId id) {
        super(
                Kind.CONFLICT,
                "segment-exists",
                "There is a segment " + id + " already.",
                List.of(new FieldError("/segmentId", id + " (expected: an id that no other segment has)")));
    }
}
