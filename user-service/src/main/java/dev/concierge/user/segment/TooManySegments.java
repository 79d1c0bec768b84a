package dev.concierge.user.segment;

import dev.concierge.platform.problem.Fact;

/** Every guest is held against every segment, so there is an end to them. */
final class TooManySegments extends Fact {
    TooManySegments(int most) {
        super(Kind.CONFLICT, "too-many-segments", "There are " + most + " segments, the most there can be.");
    }
}
