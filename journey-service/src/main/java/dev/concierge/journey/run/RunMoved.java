package dev.concierge.journey.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The life of runs on topic {@code journeys}: how one stands after an advance.
 *
 * @param node where it rests, the last of several branches, or where it ended
 * @param reason how it ended
 * @param moves each node that it came to, in order; the first advance begins with {@code entered}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunMoved(
        RunId runId,
        JourneyId journeyId,
        int version,
        UserId userId,
        NodeId node,
        Instant at,
        @Nullable String reason,
        List<Move> moves) {
    record Move(NodeId node, String how) {
        static Move of(Moved moved) {
            return new Move(moved.node(), moved.movement().name().toLowerCase(Locale.ROOT));
        }
    }

    static String type(Run run) {
        return run.hasExited() ? "run.exited" : "run.waiting";
    }

    static RunMoved of(Run run, List<Moved> moves, Instant at) {
        Moved last = moves.getLast();
        return new RunMoved(
                run.id(),
                run.journeyId(),
                run.version(),
                run.userId(),
                last.node(),
                at,
                last.reason(),
                moves.stream().map(Move::of).toList());
    }
}
