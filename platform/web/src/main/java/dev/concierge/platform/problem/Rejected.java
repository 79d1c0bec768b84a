package dev.concierge.platform.problem;

import dev.concierge.platform.input.Texts;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words for a rejected value: what came and what was expected. */
final class Rejected {
    private static final int LONGEST_ECHO = 100;
    private static final Set<String> SECRETS = Set.of("password", "secret", "token", "authorization");
    private static final Pattern MUST_BE = Pattern.compile("\\bmust (not )?be ");

    private Rejected() {}

    static FieldError field(String pointer, @Nullable Object value, String expectation) {
        return new FieldError(pointer, echo(pointer, value) + " (expected: " + expectation + ")");
    }

    /** @param message of a constraint, such as {@code must be greater than 0} */
    static FieldError constraint(String pointer, @Nullable Object value, @Nullable String message) {
        String expectation = message == null
                ? "a valid value"
                : MUST_BE.matcher(message).replaceAll(be -> be.group(1) == null ? "" : "not ");
        return field(pointer, value, expectation);
    }

    private static String echo(String text) {
        String cut = Texts.cut(text, LONGEST_ECHO);
        return cut.length() < text.length() ? cut + "…" : text;
    }

    private static String echo(String pointer, @Nullable Object value) {
        String name = pointer.toLowerCase(Locale.ROOT);
        if (value != null && SECRETS.stream().anyMatch(name::contains)) {
            return "***";
        }
        return switch (value) {
            case null -> "null";
            case JsonNode node when node.isNull() -> "null";
            case CharSequence text when text.isEmpty() -> "\"\"";
            case CharSequence text -> echo(Texts.shown(text.toString()));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Enum<?> constant -> constant.toString();
            case Collection<?> many -> "an array of " + many.size();
            case TemporalAccessor time -> time.toString();
            case TemporalAmount amount -> amount.toString();
            case UUID id -> id.toString();
            default -> "this value";
        };
    }
}
