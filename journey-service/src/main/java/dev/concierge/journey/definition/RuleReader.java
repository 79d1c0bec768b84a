package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Channel;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.Flag;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import java.util.List;

/** Reads what a condition asks. */
final class RuleReader {
    private static final int NAME = 200;
    /** Runs remember the ids of the events they count, so the count has to be small. */
    private static final int MOST_EVENTS = 100;

    private RuleReader() {}

    static Rule read(Part rule) {
        String type = rule.field("type").isText() ? rule.field("type").text(NAME) : "";
        return switch (type) {
            case "preference" -> {
                rule.only("type", "channel", "has");
                yield new Prefers(
                        rule.field("channel").oneOf(Channel.class),
                        rule.field("has").someOf(Flag.class));
            }
            case "attribute" -> {
                rule.only("type", "name", "in");
                yield new HasAttribute(
                        rule.field("name").text(NAME), rule.field("in").list(Part::scalar));
            }
            case "event" -> {
                rule.only("type", "event", "atLeast", "attributes");
                Part atLeast = rule.field("atLeast");
                yield new Did(
                        rule.field("event").text(NAME),
                        atLeast.isMissing() ? 1 : atLeast.number(1, MOST_EVENTS),
                        rule.field("attributes").scalars());
            }
            case "all" -> new All(several(rule));
            case "any" -> new Any(several(rule));
            case "not" -> new Not(read(rule.only("type", "rule").field("rule")));
            default -> {
                rule.field("type").wrong("one of preference, attribute, event, all, any, not");
                yield new All(List.of());
            }
        };
    }

    private static List<Rule> several(Part rule) {
        return rule.only("type", "rules").field("rules").list(RuleReader::read);
    }
}
