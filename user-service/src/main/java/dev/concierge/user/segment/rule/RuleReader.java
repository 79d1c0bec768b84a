package dev.concierge.user.segment.rule;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.segment.rule.Comparison.Operator;
import dev.concierge.user.segment.rule.Rule.Active;
import dev.concierge.user.segment.rule.Rule.All;
import dev.concierge.user.segment.rule.Rule.Any;
import dev.concierge.user.segment.rule.Rule.AttributeCompares;
import dev.concierge.user.segment.rule.Rule.Did;
import dev.concierge.user.segment.rule.Rule.HasAttribute;
import dev.concierge.user.segment.rule.Rule.Not;
import dev.concierge.user.segment.rule.Rule.ProfileCompares;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Reads a rule from JSON, in the words of journeys' conditions. */
public final class RuleReader {
    private static final int NAME = 200;
    private static final int MOST_RULES = 50;
    private static final int MOST_VALUES = 1_000;
    private static final int DEEPEST = 10;

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
        rule.only("type", "event", "topic", "atLeast", "within");
        Part topic = rule.field("topic");
        Part atLeast = rule.field("atLeast");
        Part within = rule.field("within");
        return new Did(
                rule.field("event").text(NAME),
                topic.isMissing() ? null : topic.text(NAME),
                atLeast.isMissing() ? 1 : atLeast.number(1, GuestHistory.KEPT),
                within.isMissing() ? null : within.duration());
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
