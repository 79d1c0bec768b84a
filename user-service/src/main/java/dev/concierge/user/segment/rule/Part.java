package dev.concierge.user.segment.rule;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A part of a rule under reading, with where it stands. What is wrong with it is noted, and a harmless value returned,
 * so that one reading finds every mistake.
 *
 * @param value null when it is missing
 */
record Part(String pointer, @Nullable JsonNode value, List<FieldError> errors) {
    private static final Duration LONGEST = Duration.ofDays(730);

    boolean isMissing() {
        return value == null;
    }

    Part field(String name) {
        JsonNode found = value == null ? null : value.get(name);
        return new Part(
                pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                found == null || found.isNull() ? null : found,
                errors);
    }

    void wrong(String expectation) {
        errors.add(new FieldError(pointer, shown() + " (expected: " + expectation + ")"));
    }

    private String shown() {
        if (value == null) {
            return "missing";
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        String cut = Texts.cut(text, 80);
        return cut.length() < text.length() ? cut + "…" : text;
    }

    /** Notes fields that nothing reads: most are misspelt. */
    Part only(String... names) {
        if (value == null || !value.isObject()) {
            wrong("an object");
            return this;
        }
        List<String> known = List.of(names);
        value.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> field(name).wrong("no such field, only " + String.join(", ", known)));
        return this;
    }

    String text(int longest) {
        if (value != null
                && value.isString()
                && !value.stringValue().isBlank()
                && Texts.length(value.stringValue()) <= longest) {
            return value.stringValue();
        }
        wrong("a text of 1 to " + longest + " characters");
        return "";
    }

    int number(int least, int most) {
        if (value != null && value.isInt() && value.intValue() >= least && value.intValue() <= most) {
            return value.intValue();
        }
        wrong("a whole number from " + least + " to " + most);
        return least;
    }

    Duration duration() {
        try {
            Duration duration = Times.duration(value != null && value.isString() ? value.stringValue() : "");
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (Refused notIso) {
            // the same answer as for one out of bounds
        }
        wrong("a positive duration such as PT12H or P30D, at most " + LONGEST.toDays() + " days");
        return Duration.ZERO;
    }

    JsonPointer jsonPointer() {
        try {
            if (value != null && value.isString() && value.stringValue().startsWith("/")) {
                return JsonPointer.compile(value.stringValue());
            }
        } catch (IllegalArgumentException noPointer) {
            // the same answer as for another kind of value
        }
        wrong("a JSON Pointer such as /about/spendingClass");
        return JsonPointer.empty();
    }

    boolean truth() {
        if (value != null && value.isBoolean()) {
            return value.booleanValue();
        }
        wrong("true or false");
        return false;
    }

    JsonNode scalar() {
        if (value != null && value.isValueNode()) {
            return value;
        }
        wrong("a text, a number, true or false");
        return MissingNode.getInstance();
    }

    JsonNode amount() {
        if (value != null && value.isNumber()) {
            return value;
        }
        wrong("a number");
        return MissingNode.getInstance();
    }

    <E extends Enum<E>> E oneOf(Class<E> type) {
        E[] all = type.getEnumConstants();
        for (E one : all) {
            if (value != null && value.isString() && value.stringValue().equals(spelt(one))) {
                return one;
            }
        }
        wrong("one of " + String.join(", ", Arrays.stream(all).map(Part::spelt).toList()));
        return all[0];
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The elements of a list that must have some. */
    <T> List<T> list(int most, Function<Part, T> element) {
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
            wrong("a list of 1 to " + most + " elements");
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        for (int index = 0; index < value.size(); index++) {
            elements.add(element.apply(new Part(pointer + "/" + index, value.get(index), errors)));
        }
        return elements;
    }
}
