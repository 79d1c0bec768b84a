package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.concierge.journey.definition.NodeId;
import java.time.Instant;

/** Where a run is. It walks within one advance, so between two it is yet to start, waits, or has ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @Type(value = RunState.Pending.class, name = "pending"),
    @Type(value = RunState.Delayed.class, name = "delayed"),
    @Type(value = RunState.Held.class, name = "held"),
    @Type(value = RunState.Exited.class, name = "exited")
})
public sealed interface RunState {
    /** Asked for; not yet applied in the guest's stream. */
    record Pending() implements RunState {}

    /** Rests at a node until something happens or the time is up. */
    sealed interface Waiting extends RunState {
        NodeId node();

        /** Which visit of the run this is, counted over all nodes; makes its effects' ids. */
        int visit();

        Instant until();

        Memory memory();
    }

    /** Waits at a timer. */
    record Delayed(NodeId node, int visit, Instant until, Memory memory) implements Waiting {}

    /** Waits at a condition for the guest's data, which is not known here yet. */
    record Held(NodeId node, int visit, Instant until, Memory memory) implements Waiting {}

    /** Ended; never moves again. */
    record Exited(NodeId node, String reason, Instant at) implements RunState {}
}
