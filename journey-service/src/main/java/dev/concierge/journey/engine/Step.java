package dev.concierge.journey.engine;

import dev.concierge.journey.definition.NodeId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's timeline: what happened, and why.
 *
 * @param id the same when it happens again
 * @param node null when it concerns none
 * @param detail inputs and results, to be read by people
 */
public record Step(UUID id, @Nullable NodeId node, What what, Map<String, Object> detail) {
    /** What can happen. */
    public enum What {
        ENTERED,
        EVALUATED,
        HELD,
        REQUESTED,
        SKIPPED,
        DELAYED,
        LISTENING,
        HAPPENED,
        ASKED,
        ANSWERED,
        DIVIDED,
        JUMPED,
        BRANCHED,
        JOINED,
        GATED,
        ELAPSED,
        COUNTED,
        GOAL,
        RECEIPT,
        EXITED
    }
}
