package dev.concierge.user.segment.rule;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.history.Facts;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.segment.rule.Comparison.Operator;
import dev.concierge.user.segment.rule.Measured.Events;
import dev.concierge.user.segment.rule.Measured.Measure;
import dev.concierge.user.segment.rule.Rule.Active;
import dev.concierge.user.segment.rule.Rule.All;
import dev.concierge.user.segment.rule.Rule.Any;
import dev.concierge.user.segment.rule.Rule.AttributeCompares;
import dev.concierge.user.segment.rule.Rule.Did;
import dev.concierge.user.segment.rule.Rule.HasAttribute;
import dev.concierge.user.segment.rule.Rule.Not;
import dev.concierge.user.segment.rule.Rule.ProfileCompares;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;

/** Reads a rule from JSON, in the words of journeys' conditions. */
public final class RuleReader {
    private static final int NAME = 200;
    private static final int MOST_RULES = 50;
    private static final int MOST_VALUES = 1_000;
    private static final int DEEPEST = 10;
    private static final int MOST_CONDITIONS = 5;

    private RuleReader() {}

    /**
     * @param pointer where the rule stands in what was sent
     * @throws InvalidInput with every mistake in it
     */
    public static Rule read(String pointer, JsonNode json) {
        List<FieldError> errors = new ArrayList<>();
        Rule rule = read(new Part(pointer, json, errors), 1);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return rule;
    }

    private static Rule read(Part rule, int depth) {
        if (depth > DEEPEST) {
            rule.wrong("at most " + DEEPEST + " rules in one another");
            return new All(List.of());
        }
        Part type = rule.field("type");
        return switch (type.isMissing() ? "" : type.text(NAME)) {
            case "attribute" -> attribute(rule);
            case "profile" -> {
                rule.only("type", "at", "is", "value");
                yield new ProfileCompares(rule.field("at").jsonPointer(), comparison(rule));
            }
            case "active" ->
                new Active(rule.only("type", "value").field("value").isMissing()
                        || rule.field("value").truth());
            case "history" -> history(rule);
            case "all" -> new All(several(rule, depth));
            case "any" -> new Any(several(rule, depth));
            case "not" -> new Not(read(rule.only("type", "rule").field("rule"), depth + 1));
            default -> {
                type.wrong("one of attribute, profile, active, history, all, any, not");
                yield new All(List.of());
            }
        };
    }

    private static Rule attribute(Part rule) {
        String name = rule.field("name").text(NAME);
        if (rule.field("is").isMissing()) {
            rule.only("type", "name", "in");
            return new HasAttribute(name, rule.field("in").list(MOST_VALUES, Part::scalar));
        }
        rule.only("type", "name", "at", "is", "value");
        Part at = rule.field("at");
        return new AttributeCompares(name, at.isMissing() ? JsonPointer.empty() : at.jsonPointer(), comparison(rule));
    }

    private static Rule history(Part rule) {
        Part topic = rule.field("topic");
        Part within = rule.field("within");
        String event = rule.field("event").text(NAME);
        String about = topic.isMissing() ? null : topic.text(NAME);
        Duration window = within.isMissing() ? null : within.duration();
        return Stream.of(Measure.SUM, Measure.MIN, Measure.MAX, Measure.DISTINCT)
                .filter(measure -> !rule.field(measure.spelt()).isMissing())
                .findFirst()
                .map(measure -> measured(rule, new Events(event, about, where(rule), window), measure))
                .orElseGet(() -> counted(rule, new Events(event, about, where(rule), window)));
    }

    private static Rule counted(Part rule, Events events) {
        rule.only("type", "event", "topic", "atLeast", "where", "within");
        Part atLeast = rule.field("atLeast");
        int times = atLeast.isMissing() ? 1 : atLeast.number(1, GuestHistory.KEPT);
        if (events.where().isEmpty()) {
            return new Did(events.event(), events.topic(), times, events.within());
        }
        if (events.event().equals(Guest.REGISTERED)) {
            rule.field("where").wrong("nothing: " + Guest.REGISTERED + " says nothing that is kept");
        }
        return new Measured(
                events, Measure.COUNT, JsonPointer.empty(), new Comparison(Operator.GTE, IntNode.valueOf(times)));
    }

    private static Rule measured(Part rule, Events events, Measure measure) {
        rule.only("type", "event", "topic", "where", measure.spelt(), "is", "value", "within");
        if (events.event().equals(Guest.REGISTERED)) {
            rule.field(measure.spelt()).wrong("nothing: " + Guest.REGISTERED + " says nothing that is kept");
        }
        Operator is = rule.field("is").oneOf(Operator.class);
        if (is == Operator.CONTAINS || is == Operator.EXISTS) {
            rule.field("is").wrong("one of eq, ne, gt, gte, lt, lte");
        }
        return new Measured(
                events,
                measure,
                fact(rule.field(measure.spelt())),
                new Comparison(is, rule.field("value").amount()));
    }

    private static List<Events.Condition> where(Part rule) {
        Part where = rule.field("where");
        return where.isMissing()
                ? List.of()
                : where.list(
                        MOST_CONDITIONS,
                        one -> new Events.Condition(
                                fact(one.only("at", "is", "value").field("at")), comparison(one)));
    }

    private static JsonPointer fact(Part at) {
        JsonPointer pointer = at.jsonPointer();
        if (pointer.toString().length() > Facts.LONGEST_POINTER) {
            at.wrong("at most " + Facts.LONGEST_POINTER + " characters");
        }
        return pointer;
    }

    private static Comparison comparison(Part rule) {
        Operator is = rule.field("is").oneOf(Operator.class);
        Part value = rule.field("value");
        if (is == Operator.EXISTS) {
            return new Comparison(is, BooleanNode.valueOf(value.isMissing() || value.truth()));
        }
        return new Comparison(is, value.scalar());
    }

    private static List<Rule> several(Part rule, int depth) {
        return rule.only("type", "rules").field("rules").list(MOST_RULES, part -> read(part, depth + 1));
    }
}
