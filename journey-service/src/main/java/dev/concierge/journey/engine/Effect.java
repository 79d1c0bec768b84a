package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.NodeId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run asks others to do or to know; its id derives from the run and the visit, so asking again is the same. */
public sealed interface Effect {
    UUID id();

    NodeId node();

    /** Tell the guest. */
    record Notify(UUID id, NodeId node, Node.Notification notification, JsonNode data) implements Effect {}

    /**
     * The run has moved.
     *
     * @param reason why it exited; else null
     */
    record Moved(
            UUID id,
            NodeId node,
            Movement movement,
            @Nullable String reason) implements Effect {}

    /** How a run moves. */
    enum Movement {
        ENTERED,
        ADVANCED,
        WAITING,
        EXITED
    }
}
