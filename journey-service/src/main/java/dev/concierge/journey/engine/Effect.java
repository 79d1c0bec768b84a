package dev.concierge.journey.engine;

import dev.concierge.journey.definition.HttpCall;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Rule.Asked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run asks others to do or to know; its id derives from the run and the visit, so asking again is the same. */
public sealed interface Effect {
    UUID id();

    NodeId node();

    /** Tell the guest. */
    record Notify(UUID id, NodeId node, Node.Notification notification, JsonNode data) implements Effect {}

    /** Ask others what a condition needs to know; answered by {@link Stimulus.Answered} of the visit. */
    record Ask(UUID id, NodeId node, int visit, List<Asked> questions, Instant until) implements Effect {}

    /** Call somebody outside, with the placeholders filled in; answered by {@link Stimulus.Answered} of the visit. */
    record Call(UUID id, NodeId node, int visit, HttpCall call, Instant until) implements Effect {}

    record UpdateUser(UUID id, NodeId node, JsonNode attributes) implements Effect {}

    record Emit(UUID id, NodeId node, String event, JsonNode attributes) implements Effect {}

    /** Start a run of another journey, whose id is that of this effect; @param visit that waits for its end, or null */
    record Start(
            UUID id,
            NodeId node,
            JourneyId journeyId,
            JsonNode attributes,
            @Nullable String key,
            @Nullable Integer visit)
            implements Effect {}

    /** End the guest's runs of a journey. */
    record Stop(UUID id, NodeId node, JourneyId journeyId, String reason) implements Effect {}

    /** Tell the run that waits for the end of this one. */
    record Ended(UUID id, NodeId node, Memory.Parent parent, String reason) implements Effect {}

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
