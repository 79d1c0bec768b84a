package dev.concierge.search.control;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.text.TextAnalysis;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * @param words of the question it is about, in any form; empty for every question
 * @param action pin, boost or bury
 * @param strength points that a boost adds or a burial takes away; a score is about 1 at most
 */
public record SetRule(
        @NotNull @Size(max = 200) String words,
        @Schema(example = "pin") @NotBlank @Size(max = 10) String action,
        @Schema(example = "items") @NotBlank @Size(max = 20) String kind,
        @NotBlank @Size(max = 64) String id,
        @Nullable @PositiveOrZero @Max(100) Integer place,
        @Nullable @DecimalMin("0") @DecimalMax("10") Double strength,
        @Nullable Instant from,
        @Nullable Instant until) {
    private static final double USUAL = 0.2;

    Rule rule(UUID ruleId, TextAnalysis analysis) {
        if (from != null && until != null && !until.isAfter(from)) {
            throw new InvalidInput("/until", until, "after from");
        }
        return new Rule(
                ruleId,
                words(words, analysis),
                actionNamed(),
                new DocumentKey(
                        Kind.named(kind)
                                .filter(known -> !known.isForOperators())
                                .orElseThrow(() -> new InvalidInput("/kind", kind, "items or dates")),
                        id),
                place == null ? 0 : place,
                strength == null ? USUAL : strength,
                from,
                until);
    }

    private Rule.Action actionNamed() {
        return Arrays.stream(Rule.Action.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(action))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("/action", action, "one of boost, bury, pin"));
    }

    /** Questions of the same words are the same question. */
    static String words(String text, TextAnalysis analysis) {
        return analysis.asked(text).stream().map(TextAnalysis.Word::text).collect(Collectors.joining(" "));
    }
}
