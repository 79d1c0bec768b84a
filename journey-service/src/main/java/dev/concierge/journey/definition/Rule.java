package dev.concierge.journey.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a condition asks. */
public sealed interface Rule {
    /** Every event rule in here. */
    default Stream<Did> events() {
        return switch (this) {
            case Did did -> Stream.of(did);
            case All all -> all.rules().stream().flatMap(Rule::events);
            case Any any -> any.rules().stream().flatMap(Rule::events);
            case Not not -> not.rule().events();
            case Prefers _, HasAttribute _ -> Stream.empty();
        };
    }

    /** The guest's preferences for a channel have all these flags set. */
    record Prefers(Channel channel, Set<Flag> has) implements Rule {}

    /** The guest has this attribute, with one of these values. */
    record HasAttribute(String name, List<JsonNode> in) implements Rule {}

    /**
     * The guest did something since they entered: after the causing event in the guest's one ordered stream.
     *
     * @param attributes values that the event's attributes must equal
     */
    record Did(String event, int atLeast, Map<String, JsonNode> attributes) implements Rule {
        /** The same for rules that count the same events. */
        public String counts() {
            return attributes.isEmpty() ? event : event + new TreeMap<>(attributes);
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
