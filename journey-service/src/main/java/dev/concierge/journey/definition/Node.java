package dev.concierge.journey.definition;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a journey. */
public sealed interface Node {
    /** Where a run may go from here. */
    List<Edge> edges();

    /** Whether a run always rests here, so that a circle through this node takes time. */
    default boolean rests() {
        return false;
    }

    /**
     * @param at where the target is named, relative to the node: {@code next} or {@code next/<outcome>}
     */
    record Edge(String at, NodeId to) {}

    /**
     * Goes one way or the other. When the guest's data is not known here yet the run is held until it is.
     *
     * @param unknown where to go when the data has not come within {@code patience}; null exits
     */
    record Condition(
            Rule when, NodeId yes, NodeId no, @Nullable NodeId unknown, Duration patience) implements Node {
        @Override
        public List<Edge> edges() {
            Stream<Edge> answers = Stream.of(new Edge("next/yes", yes), new Edge("next/no", no));
            return (unknown == null ? answers : Stream.concat(answers, Stream.of(new Edge("next/unknown", unknown))))
                    .toList();
        }
    }

    /** Asks the hub to tell the guest something, and goes on. */
    record Notification(List<Medium> channels, Category category, Content content, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return List.of(new Edge("next", next));
        }
    }

    /** Rests for a while. */
    record Timer(Duration delay, NodeId next) implements Node {
        @Override
        public List<Edge> edges() {
            return List.of(new Edge("next", next));
        }

        @Override
        public boolean rests() {
            return true;
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

    /** Holds placeholders such as <code>{{user.firstName}}</code>, never personal data. */
    record Content(
            @Nullable String subject, String text, @Nullable String html) {}

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
