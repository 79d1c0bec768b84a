package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.concierge.journey.definition.NodeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a run is. It walks within one advance, so between two it is yet to start, waits, or has ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @Type(value = RunState.Pending.class, name = "pending"),
    @Type(value = RunState.Waiting.class, name = "waiting"),
    @Type(value = RunState.Exited.class, name = "exited")
})
public sealed interface RunState {
    /** Asked for; not yet applied in the guest's stream. */
    record Pending() implements RunState {}

    /**
     * Rests at one node, or at several between a parallel and its join, until something happens or the time is up.
     *
     * @param visits how many visits of nodes there have been
     * @param positions by visit, at least one
     */
    record Waiting(int visits, List<Position> positions, Memory memory) implements RunState {
        /** When it moves on at the latest. */
        public Instant until() {
            return positions.stream()
                    .flatMap(position -> Optional.ofNullable(position.until()).stream())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /** Where it has been longest. */
        public Position first() {
            return positions.getFirst();
        }

        public Optional<Position> at(int visit) {
            return positions.stream()
                    .filter(position -> position.visit() == visit)
                    .findFirst();
        }
    }

    /** A node at which a run rests. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @Type(value = Gated.class, name = "gated"),
        @Type(value = Delayed.class, name = "delayed"),
        @Type(value = Paced.class, name = "paced"),
        @Type(value = Held.class, name = "held"),
        @Type(value = Listening.class, name = "listening"),
        @Type(value = Asking.class, name = "asking"),
        @Type(value = Reading.class, name = "reading"),
        @Type(value = Arrived.class, name = "arrived")
    })
    sealed interface Position {
        NodeId node();

        /** Which visit of the run this is, counted over all nodes; makes its effects' ids. */
        int visit();

        /** When it moves on at the latest; null where only another branch can move it. */
        @Nullable
        Instant until();

        /** Visits of the parallels that this branch is within, the outermost first. */
        List<Integer> within();
    }

    /** Stands before a node: its journey is paused, or more guests come than its pace lets in. */
    record Gated(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Gated {
            within = orNone(within);
        }
    }

    /** Waits at a timer, or for a window to open. */
    record Delayed(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Delayed {
            within = orNone(within);
        }
    }

    /** Waits at a message for its turn to be told. */
    record Paced(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Paced {
            within = orNone(within);
        }
    }

    /**
     * Waits at a condition for what is not known here yet.
     *
     * @param answers of others, by question
     */
    record Held(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, JsonNode> answers)
            implements Position {
        public Held {
            within = orNone(within);
            answers = answers == null ? Map.of() : answers;
        }
    }

    /**
     * Waits for events.
     *
     * @param seen which of them have happened
     */
    record Listening(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Integer> seen)
            implements Position {
        public Listening {
            within = orNone(within);
            seen = seen == null ? Set.of() : seen;
        }
    }

    /** Waits for an answer from outside, or for the end of another run. */
    record Asking(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Asking {
            within = orNone(within);
        }
    }

    /** Waits before a node acts for the guest's profile, which its texts name. */
    record Reading(
            NodeId node,
            int visit,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Reading {
            within = orNone(within);
        }
    }

    /** Waits at a join for other branches. */
    record Arrived(
            NodeId node,
            int visit,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> within) implements Position {
        public Arrived {
            within = orNone(within);
        }

        @Override
        public @Nullable Instant until() {
            return null;
        }
    }

    private static List<Integer> orNone(@Nullable List<Integer> within) {
        return within == null ? List.of() : within;
    }

    /** Ended; never moves again. */
    record Exited(NodeId node, String reason, Instant at) implements RunState {}
}
