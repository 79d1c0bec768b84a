package dev.concierge.user.segment;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.problem.Fact;
import dev.concierge.user.segment.rule.RuleReader;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Makes, changes and ends segments; who is in or out follows from that, shard by shard, by the workers of the shards. */
@Component
class SaveSegment {
    private static final int MOST = 500;

    private final Segments segments;
    private final Clock clock;

    SaveSegment(Segments segments, Clock clock) {
        this.segments = segments;
        this.clock = clock;
    }

    @Transactional
    public void create(SegmentId id, String name, JsonNode rule) {
        RuleReader.read("/rule", rule);
        if (segments.count() >= MOST) {
            throw new TooManySegments(MOST);
        }
        Instant now = clock.instant();
        segments.add(new Segment(id, name, rule, 1, now, now, false));
        segments.sweep(id);
    }

    /** A rule that stays as it was moves nobody. */
    @Transactional
    public void change(SegmentId id, Precondition precondition, String name, JsonNode rule) {
        RuleReader.read("/rule", rule);
        Segment present = segments.findForChange(id).orElseThrow(() -> new SegmentNotFound(id));
        precondition.check(SegmentView.of(present));
        boolean anotherRule = !rule.equals(present.rule());
        if (anotherRule || !name.equals(present.name())) {
            int version = present.version() + (anotherRule ? 1 : 0);
            segments.replace(new Segment(id, name, rule, version, present.createdAt(), clock.instant(), false));
        }
        if (anotherRule) {
            segments.sweep(id);
        }
    }

    /** Its members leave it one after the other; then it is gone. */
    @Transactional
    public void end(SegmentId id, Precondition precondition) {
        Segment present = segments.findForChange(id).orElseThrow(() -> new SegmentNotFound(id));
        precondition.check(SegmentView.of(present));
        segments.replace(new Segment(
                id, present.name(), present.rule(), present.version(), present.createdAt(), clock.instant(), true));
        segments.sweep(id);
    }

    /** Every guest is held against every segment, so there is an end to them. */
    private static final class TooManySegments extends Fact {
        TooManySegments(int most) {
            super(Kind.CONFLICT, "too-many-segments", "There are " + most + " segments, the most there can be.");
        }
    }
}
