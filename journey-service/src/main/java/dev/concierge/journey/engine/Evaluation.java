package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.Comparison;
import dev.concierge.journey.definition.Rule;
import dev.concierge.journey.definition.Rule.All;
import dev.concierge.journey.definition.Rule.Any;
import dev.concierge.journey.definition.Rule.Compares;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.definition.Rule.HasAttribute;
import dev.concierge.journey.definition.Rule.History;
import dev.concierge.journey.definition.Rule.InSegment;
import dev.concierge.journey.definition.Rule.Not;
import dev.concierge.journey.definition.Rule.Prefers;
import dev.concierge.journey.definition.Rule.Profile;
import dev.concierge.journey.definition.Source;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.Guest.Section;
import java.time.Instant;
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
    /**
     * What rules are asked about.
     *
     * @param answers of others, by question
     */
    record Known(Guest guest, Memory memory, Instant now, Map<String, JsonNode> answers) {}

    static Evaluation of(Rule rule, Known known) {
        return switch (rule) {
            case Prefers prefers -> prefers(prefers, known.guest().preferences());
            case HasAttribute has -> attribute(has, known.guest().attributes());
            case Compares compares -> compares(compares, known);
            case Did did -> did(did, known);
            case History history -> history(history, known.answers().get(history.question()));
            case InSegment segment -> segment(segment, known.answers().get(segment.question()));
            case Profile profile -> profile(profile, known.answers().get(profile.question()));
            case All all -> {
                List<Evaluation> parts = parts(all.rules(), known);
                yield combined("all", parts, results(parts).reduce(Verdict.YES, Verdict::and));
            }
            case Any any -> {
                List<Evaluation> parts = parts(any.rules(), known);
                yield combined("any", parts, results(parts).reduce(Verdict.NO, Verdict::or));
            }
            case Not not -> {
                Evaluation part = of(not.rule(), known);
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
        boolean has = rule.in().stream().anyMatch(wanted -> Comparison.same(wanted, found));
        return new Evaluation(
                text, Verdict.of(has), Map.of(rule.name(), found.isMissingNode() ? "missing" : found), List.of());
    }

    private static Evaluation compares(Compares rule, Known known) {
        String of = rule.of().name().toLowerCase(Locale.ROOT);
        String text = of + " attribute " + rule.name() + " " + written(rule.comparison());
        if (rule.of() == Source.USER && known.guest().attributes() == null) {
            return new Evaluation(text, Verdict.UNKNOWN, Map.of(), List.of());
        }
        JsonNode found = LocalTimes.value(rule.of(), rule.name(), known.guest(), known.memory());
        return new Evaluation(
                text,
                Verdict.of(rule.comparison().holds(found)),
                Map.of(of + "." + rule.name(), found == null ? "missing" : found),
                List.of());
    }

    private static String written(Comparison comparison) {
        return comparison.is().name().toLowerCase(Locale.ROOT) + " " + comparison.value();
    }

    private static Evaluation history(History rule, @Nullable JsonNode count) {
        String text = rule.question();
        return count == null
                ? new Evaluation(text, Verdict.UNKNOWN, Map.of(), List.of())
                : new Evaluation(text, Verdict.of(count.asInt(0) >= rule.atLeast()), Map.of("count", count), List.of());
    }

    private static Evaluation segment(InSegment rule, @Nullable JsonNode in) {
        String text = rule.question();
        return in == null
                ? new Evaluation(text, Verdict.UNKNOWN, Map.of(), List.of())
                : new Evaluation(text, Verdict.of(in.asBoolean(false)), Map.of("in", in), List.of());
    }

    private static Evaluation profile(Profile rule, @Nullable JsonNode profile) {
        String text = "profile " + rule.at() + " " + written(rule.comparison());
        if (profile == null) {
            return new Evaluation(text, Verdict.UNKNOWN, Map.of(), List.of());
        }
        JsonNode found = profile.at(rule.at());
        return new Evaluation(
                text,
                Verdict.of(rule.comparison().holds(found)),
                Map.of(rule.at(), found.isMissingNode() ? "missing" : found),
                List.of());
    }

    private static Evaluation did(Did rule, Known known) {
        int count = known.memory().count(rule, known.now());
        return new Evaluation(
                "event " + rule.counts() + " at least " + rule.atLeast() + " since entry",
                Verdict.of(count >= rule.atLeast()),
                Map.of("count", count),
                List.of());
    }

    private static List<Evaluation> parts(List<Rule> rules, Known known) {
        return rules.stream().map(rule -> of(rule, known)).toList();
    }

    private static Stream<Verdict> results(List<Evaluation> parts) {
        return parts.stream().map(Evaluation::result);
    }

    private static Evaluation combined(String rule, List<Evaluation> parts, Verdict result) {
        return new Evaluation(rule, result, Map.of(), parts);
    }
}
