package dev.concierge.journey.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** What a condition asks. */
public sealed interface Rule {
    /** This rule and every one in it. */
    default Stream<Rule> all() {
        return switch (this) {
            case All all -> Stream.concat(Stream.of(this), all.rules().stream().flatMap(Rule::all));
            case Any any -> Stream.concat(Stream.of(this), any.rules().stream().flatMap(Rule::all));
            case Not not -> Stream.concat(Stream.of(this), not.rule().all());
            case Did _, Prefers _, HasAttribute _, Compares _, Asked _ -> Stream.of(this);
        };
    }

    /** Every event rule in here. */
    default Stream<Did> events() {
        return all().filter(Did.class::isInstance).map(Did.class::cast);
    }

    /** The guest's preferences for a channel have all these flags set. */
    record Prefers(Channel channel, Set<Flag> has) implements Rule {}

    /** The guest has this attribute, with one of these values. */
    record HasAttribute(String name, List<JsonNode> in) implements Rule {}

    /** An attribute compares with a value like this. */
    record Compares(Source of, String name, Comparison comparison) implements Rule {}

    /**
     * The guest did something since they entered: after the causing event in the guest's one ordered stream.
     *
     * @param within how long ago counts, by the event's own time; null for ever
     * @param attributes values that the event's attributes must equal
     */
    record Did(String event, int atLeast, @Nullable Duration within, Map<String, JsonNode> attributes) implements Rule {
        /** The same for rules that count the same events. */
        public String counts() {
            String counted = attributes.isEmpty() ? event : event + new TreeMap<>(attributes);
            return within == null ? counted : counted + " within " + within;
        }
    }

    /** What this service does not know: another is asked, outside the batch. */
    sealed interface Asked extends Rule {
        /** The same for rules that need the same answer. */
        String question();
    }

    /**
     * The guest did something at least so often, before they entered too, by event-service's history.
     *
     * @param within how long ago counts; null for as long as the history is kept
     */
    record History(String event, int atLeast, @Nullable Duration within, Map<String, JsonNode> attributes)
            implements Asked {
        @Override
        public String question() {
            return "history " + event + (attributes.isEmpty() ? "" : new TreeMap<>(attributes))
                    + (within == null ? "" : " within " + within) + " up to " + atLeast;
        }
    }

    /**
     * A field of the guest's profile, as user-service reads it from what they like and do, compares like this.
     *
     * @param at JSON Pointer
     */
    record Profile(String at, Comparison comparison) implements Asked {
        public static final String QUESTION = "profile";

        /** Whatever is in it. */
        public static final Profile WHOLE =
                new Profile("", new Comparison(Comparison.Operator.EXISTS, BooleanNode.TRUE));

        @Override
        public String question() {
            return QUESTION;
        }
    }

    /** The guest is in a segment, as user-service keeps it. */
    record InSegment(String segmentId) implements Asked {
        @Override
        public String question() {
            return "segment " + segmentId;
        }
    }

    record All(List<Rule> rules) implements Rule {}

    record Any(List<Rule> rules) implements Rule {}

    record Not(Rule rule) implements Rule {}

    /** Channels that guests have preferences for. */
    enum Channel {
        EMAIL,
        SMS,
        PUSH
    }

    /** What a guest's preferences say about a channel. */
    enum Flag {
        REACHABLE,
        SUBSCRIBED,
        MARKETING,
        TRANSACTIONAL
    }
}
