package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.Guest.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule's answer and how it came about.
 *
 * @param inputs what was looked at; a value that is not known is null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Evaluation(String rule, Verdict result, Map<String, Object> inputs, List<Evaluation> parts) {
    static Evaluation of(Rule rule, Guest guest, Memory memory) {
        return switch (rule) {
            case Prefers prefers -> prefers(prefers, guest.preferences());
            case HasAttribute has -> attribute(has, guest.attributes());
            case Did did -> did(did, memory);
            case All all -> {
                List<Evaluation> parts = parts(all.rules(), guest, memory);
                yield combined("all", parts, results(parts).reduce(Verdict.YES, Verdict::and));
            }
            case Any any -> {
                List<Evaluation> parts = parts(any.rules(), guest, memory);
                yield combined("any", parts, results(parts).reduce(Verdict.NO, Verdict::or));
            }
            case Not not -> {
                Evaluation part = of(not.rule(), guest, memory);
                yield combined("not", List.of(part), part.result().not());
            }
        };
    }

    private static Evaluation prefers(Prefers rule, @Nullable Section preferences) {
        String channel = rule.channel().name().toLowerCase(Locale.ROOT);
        List<String> flags = rule.has().stream()
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Object> inputs = new TreeMap<>();
        Verdict result = preferences == null ? Verdict.UNKNOWN : Verdict.YES;
        for (String flag : flags) {
            if (preferences != null) {
                boolean set = preferences.value().path(channel).path(flag).asBoolean(false);
                inputs.put(channel + "." + flag, set);
                result = result.and(Verdict.of(set));
            }
        }
        return new Evaluation("preference " + channel + ": " + String.join(", ", flags), result, inputs, List.of());
    }

    private static Evaluation attribute(HasAttribute rule, @Nullable Section attributes) {
        String text = "attribute " + rule.name() + " in " + rule.in();
        if (attributes == null) {
            return new Evaluation(text, Verdict.UNKNOWN, Map.of(), List.of());
        }
        JsonNode found = attributes.value().path(rule.name());
        boolean has = rule.in().stream().anyMatch(wanted -> Values.same(wanted, found));
        return new Evaluation(
                text, Verdict.of(has), Map.of(rule.name(), found.isMissingNode() ? "missing" : found), List.of());
    }

    private static Evaluation did(Did rule, Memory memory) {
        int count = memory.count(rule);
        return new Evaluation(
                "event " + rule.counts() + " at least " + rule.atLeast() + " since entry",
                Verdict.of(count >= rule.atLeast()),
                Map.of("count", count),
                List.of());
    }

    private static List<Evaluation> parts(List<Rule> rules, Guest guest, Memory memory) {
        return rules.stream().map(rule -> of(rule, guest, memory)).toList();
    }

    private static Stream<Verdict> results(List<Evaluation> parts) {
        return parts.stream().map(Evaluation::result);
    }

    private static Evaluation combined(String rule, List<Evaluation> parts, Verdict result) {
        return new Evaluation(rule, result, Map.of(), parts);
    }
}
