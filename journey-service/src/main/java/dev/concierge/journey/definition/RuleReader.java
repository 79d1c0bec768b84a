package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Comparison.Operator;
import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Channel;
import dev.concierge.journey.definition.Rule.Compares;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.Flag;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.History;
import dev.concierge.journey.definition.Rule.InSegment;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import dev.concierge.journey.definition.Rule.Profile;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;

/** Reads what a condition asks. */
final class RuleReader {
    static final Pattern POINTER = Pattern.compile("(?:/(?:[^/~\\u0000]|~[01])*+)++");
    static final String POINTER_EXPECTATION = "a JSON Pointer such as /about/spendingClass";

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
            case "attribute" -> attribute(rule);
            case "profile" -> {
                rule.only("type", "at", "is", "value");
                yield new Profile(rule.field("at").text(POINTER, POINTER_EXPECTATION), comparison(rule));
            }
            case "segment" -> {
                rule.only("type", "segmentId");
                yield new InSegment(
                        rule.field("segmentId").text(ScheduleReader.SEGMENT, ScheduleReader.SEGMENT_EXPECTATION));
            }
            case "event" -> {
                rule.only("type", "event", "atLeast", "within", "attributes");
                yield new Did(
                        rule.field("event").text(NAME),
                        atLeast(rule),
                        within(rule),
                        rule.field("attributes").scalars());
            }
            case "history" -> {
                rule.only("type", "event", "atLeast", "within", "attributes");
                yield new History(
                        rule.field("event").text(NAME),
                        atLeast(rule),
                        within(rule),
                        rule.field("attributes").scalars());
            }
            case "all" -> new All(several(rule));
            case "any" -> new Any(several(rule));
            case "not" -> new Not(read(rule.only("type", "rule").field("rule")));
            default -> {
                rule.field("type")
                        .wrong("one of preference, attribute, profile, segment, event, history, all, any, not");
                yield new All(List.of());
            }
        };
    }

    private static int atLeast(Part rule) {
        Part atLeast = rule.field("atLeast");
        return atLeast.isMissing() ? 1 : atLeast.number(1, MOST_EVENTS);
    }

    private static @Nullable Duration within(Part rule) {
        Part within = rule.field("within");
        return within.isMissing() ? null : within.duration();
    }

    private static Rule attribute(Part rule) {
        String name = rule.field("name").text(NAME);
        if (rule.field("is").isMissing()) {
            rule.only("type", "name", "in");
            return new HasAttribute(name, rule.field("in").list(Part::scalar));
        }
        rule.only("type", "name", "of", "is", "value");
        Part of = rule.field("of");
        return new Compares(of.isMissing() ? Source.USER : of.oneOf(Source.class), name, comparison(rule));
    }

    private static Comparison comparison(Part rule) {
        Operator is = rule.field("is").oneOf(Operator.class);
        Part value = rule.field("value");
        if (is == Operator.EXISTS) {
            return new Comparison(is, BooleanNode.valueOf(value.isMissing() || value.truth()));
        }
        return new Comparison(is, value.scalar());
    }

    private static List<Rule> several(Part rule) {
        return rule.only("type", "rules").field("rules").list(RuleReader::read);
    }
}
