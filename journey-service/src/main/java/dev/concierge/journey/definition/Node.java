package dev.concierge.journey.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One step of a journey. */
public sealed interface Node {
    /** Where a run may go from here. */
    List<Edge> edges();

    /** Whether a run always rests here, so that a circle through this node takes time. */
    default boolean rests() {
        return false;
    }

    /** Whether its texts name the guest's profile, which is asked for before it does anything. */
    default boolean readsProfile() {
        return false;
    }

    /** Where a walk may lead without rest, any number of times. */
    default List<Edge> walked() {
        return rests() ? List.of() : edges();
    }

    /**
     * @param at where the target is named, relative to the node: {@code next} or {@code next/<outcome>}
     */
    record Edge(String at, NodeId to) {
        private static List<Edge> next(NodeId to) {
            return List.of(new Edge("next", to));
        }

        private static Stream<Edge> optional(String at, @Nullable NodeId to) {
            return Optional.ofNullable(to).stream().map(target -> new Edge(at, target));
        }
    }

    /**
     * Goes one way or the other. When what is asked for is not known here yet the run is held until it is.
     *
     * @param unknown where to go when the data has not come within {@code patience}; null exits
     */
    record Condition(
            Rule when, NodeId yes, NodeId no, @Nullable NodeId unknown, Duration patience) implements Node {
        @Override
        public List<Edge> edges() {
            return Stream.concat(
                            Stream.of(new Edge("next/yes", yes), new Edge("next/no", no)),
                            Edge.optional("next/unknown", unknown))
                    .toList();
        }
    }

    /**
     * Asks the hub to tell the guest something, and goes on.
     *
     * @param expires after which it is not worth telling any more; null for never
     * @param window when it may be told; outside of it the run rests here
     */
    record Notification(
            List<Medium> channels,
            Category category,
            Message message,
            @Nullable Duration expires,
            @Nullable Window window,
            NodeId next)
            implements Node {
        /** The same on some of its channels. */
        public Notification on(List<Medium> some) {
            return some.equals(channels) ? this : new Notification(some, category, message, expires, window, next);
        }

        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }
    }

    /**
     * Rests for a while.
     *
     * @param zone in which times of day are meant; null for the guest's
     * @param window the rest is prolonged until it is open
     */
    record Timer(Rest rest, @Nullable Zone zone, @Nullable Window window, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }

        /** A moment that is stated may be in the past: it takes no time then. */
        @Override
        public boolean rests() {
            return switch (rest) {
                case Rest.For _, Rest.UntilTime _ -> true;
                case Rest.UntilDate _, Rest.UntilAttribute _ -> false;
            };
        }
    }

    /**
     * Rests until events have happened.
     *
     * @param all whether all of them are waited for, in any order; else the first one decides
     * @param done where to go then, unless the event says where
     * @param timedOut where to go when {@code timeout} is over; null exits
     */
    record Wait(
            List<Awaited> events,
            boolean all,
            Duration timeout,
            NodeId done,
            @Nullable NodeId timedOut) implements Node {
        /** @param next where this event leads; null for where the node leads */
        public record Awaited(Pattern pattern, @Nullable NodeId next) {}

        @Override
        public List<Edge> edges() {
            List<Edge> edges = new ArrayList<>(List.of(new Edge("next/done", done)));
            Edge.optional("next/timeout", timedOut).forEach(edges::add);
            for (int index = 0; index < events.size(); index++) {
                Edge.optional("events/" + index + "/next", events.get(index).next())
                        .forEach(edges::add);
            }
            return List.copyOf(edges);
        }

        @Override
        public boolean rests() {
            return true;
        }
    }

    /**
     * Divides guests by weight; the same guest always goes the same way.
     *
     * @param salt what the way is drawn from, with the guest's id; null for the journey's and the node's ids
     */
    record Split(List<Way> ways, @Nullable String salt) implements Node {
        /** @param holdOut whether whoever goes this way is kept out, to compare with */
        public record Way(String name, int weight, boolean holdOut, NodeId next) {}

        @Override
        public List<Edge> edges() {
            List<Edge> edges = new ArrayList<>();
            for (int index = 0; index < ways.size(); index++) {
                edges.add(new Edge("ways/" + index + "/next", ways.get(index).next()));
            }
            return List.copyOf(edges);
        }
    }

    /** Goes somewhere else, back mostly, as often as {@code most} times in a run; after that it goes on. */
    record Goto(NodeId to, int most, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return List.of(new Edge("to", to), new Edge("next", next));
        }

        @Override
        public List<Edge> walked() {
            return Edge.next(next);
        }
    }

    /** Goes several ways at once, which meet again at a join. */
    record Parallel(List<NodeId> branches, NodeId join) implements Node {
        @Override
        public List<Edge> edges() {
            List<Edge> edges = new ArrayList<>();
            for (int index = 0; index < branches.size(); index++) {
                edges.add(new Edge("branches/" + index, branches.get(index)));
            }
            edges.add(new Edge("join", join));
            return List.copyOf(edges);
        }
    }

    /** @param all whether all branches are waited for; else the first one that comes ends the others */
    record Join(boolean all, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }
    }

    /**
     * Starts a run of another journey for the same guest.
     *
     * @param patience how long its end is waited for; null goes on at once
     * @param timedOut where to go when it has not ended by then; null for where it leads in any case
     */
    record SubJourney(
            JourneyId journeyId,
            Map<String, JsonNode> attributes,
            @Nullable Duration patience,
            NodeId next,
            @Nullable NodeId timedOut)
            implements Node {
        @Override
        public List<Edge> edges() {
            return Stream.concat(Stream.of(new Edge("next", next)), Edge.optional("timeout", timedOut))
                    .toList();
        }

        @Override
        public boolean readsProfile() {
            return attributes.values().stream().anyMatch(Placeholder::isOfProfile);
        }
    }

    /** Ends the guest's runs of a journey. */
    record Stop(JourneyId journeyId, String reason, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }
    }

    /** Sets attributes of the guest. */
    record UpdateUser(Map<String, JsonNode> attributes, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }

        @Override
        public boolean readsProfile() {
            return attributes.values().stream().anyMatch(Placeholder::isOfProfile);
        }
    }

    /** Says that something happened to the guest. */
    record Emit(String event, Map<String, JsonNode> attributes, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return Edge.next(next);
        }

        @Override
        public boolean readsProfile() {
            return attributes.values().stream().anyMatch(Placeholder::isOfProfile);
        }
    }

    /**
     * Asks somebody outside.
     *
     * @param failed where to go without a usable answer; null exits
     */
    record Call(
            HttpCall call,
            Duration patience,
            NodeId next,
            @Nullable NodeId failed) implements Node {
        @Override
        public List<Edge> edges() {
            return Stream.concat(Stream.of(new Edge("next/ok", next)), Edge.optional("next/failed", failed))
                    .toList();
        }

        @Override
        public boolean readsProfile() {
            return call.readsProfile();
        }
    }

    /**
     * Ends the run.
     *
     * @param reason how it ended, for reports
     */
    record Exit(String reason) implements Node {
        @Override
        public List<Edge> edges() {
            return List.of();
        }
    }

    /** What a guest is told. */
    sealed interface Message {}

    /** Holds placeholders such as <code>{{user.firstName}}</code>, never personal data. */
    record Content(
            @Nullable String subject, String text, @Nullable String html) implements Message {}

    /** A template of the hub; @param version null for the one that is current when it is sent */
    record Template(String id, @Nullable Integer version) implements Message {}

    /** What preferences are asked for. */
    enum Category {
        TRANSACTIONAL,
        MARKETING
    }

    /** Ways of the hub to a guest. */
    enum Medium {
        EMAIL,
        LIVE,
        SMS,
        PUSH,
        INBOX,
        WEBHOOK,
        TELEGRAM
    }
}
