package dev.concierge.journey.definition;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.input.Zones;
import dev.concierge.platform.problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A part of a JSON document under reading, with where it stands. What is wrong with it is noted, and a harmless value
 * returned, so that one reading finds every mistake.
 */
final class Part {
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private final String pointer;
    private final @Nullable JsonNode value;
    private final List<FieldError> errors;

    private Part(String pointer, @Nullable JsonNode value, List<FieldError> errors) {
        this.pointer = pointer;
        this.value = value == null || value.isNull() ? null : value;
        this.errors = errors;
    }

    static Part root(JsonNode value, List<FieldError> errors) {
        return new Part("", value, errors);
    }

    boolean isMissing() {
        return value == null;
    }

    boolean isText() {
        return value != null && value.isString();
    }

    Part field(String name) {
        return new Part(
                pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                value == null ? null : value.get(name),
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

    String text(Pattern pattern, String expectation) {
        if (value != null
                && value.isString()
                && pattern.matcher(value.stringValue()).matches()) {
            return value.stringValue();
        }
        wrong(expectation);
        return "";
    }

    int number(int least, int most) {
        if (value != null && value.isInt() && value.intValue() >= least && value.intValue() <= most) {
            return value.intValue();
        }
        wrong("a number from " + least + " to " + most);
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
        wrong("a positive duration such as PT1M or P2D, at most " + LONGEST.toDays() + " days");
        return Duration.ZERO;
    }

    /** A duration that may be negative or nothing, within as many days. */
    Duration offset() {
        try {
            Duration offset = Times.duration(value != null && value.isString() ? value.stringValue() : "");
            if (offset.abs().compareTo(LONGEST) <= 0) {
                return offset;
            }
        } catch (Refused notIso) {
            // the same answer as for one out of bounds
        }
        wrong("a duration such as -P1D or PT2H, at most " + LONGEST.toDays() + " days");
        return Duration.ZERO;
    }

    Duration duration(Duration otherwise) {
        return isMissing() ? otherwise : duration();
    }

    Duration durationUpTo(Duration longest) {
        Duration duration = duration();
        if (duration.compareTo(longest) > 0) {
            wrong("at most " + longest);
        }
        return duration;
    }

    LocalTime time() {
        if (value != null
                && value.isString()
                && TIME.matcher(value.stringValue()).matches()) {
            String text = value.stringValue();
            return LocalTime.of(number(text, 0), number(text, 3));
        }
        wrong("a time of day such as 09:00");
        return LocalTime.MIDNIGHT;
    }

    /** Of two digits. */
    private static int number(String text, int from) {
        return 10 * Character.digit(text.charAt(from), 10) + Character.digit(text.charAt(from + 1), 10);
    }

    LocalDate date() {
        try {
            return Times.date(value != null && value.isString() ? value.stringValue() : "");
        } catch (Refused notADate) {
            wrong(Times.DATE);
            return LocalDate.EPOCH;
        }
    }

    Instant instant() {
        try {
            return Times.instant(value != null && value.isString() ? value.stringValue() : "");
        } catch (Refused notAnInstant) {
            wrong(Times.INSTANT);
            return Instant.EPOCH;
        }
    }

    Zone zone() {
        try {
            return new Zone(Zones.named(value != null && value.isString() ? value.stringValue() : ""));
        } catch (Refused unknown) {
            wrong("a time zone such as Europe/Berlin");
            return Zone.UTC;
        }
    }

    boolean truth() {
        if (value != null && value.isBoolean()) {
            return value.booleanValue();
        }
        wrong("true or false");
        return false;
    }

    /** This very value; missing when there is none. */
    JsonNode json() {
        return value == null ? MissingNode.getInstance() : value;
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

    <E extends Enum<E>> Set<E> someOf(Class<E> type) {
        Set<E> some = EnumSet.noneOf(type);
        list(item -> item.oneOf(type)).forEach(some::add);
        return some;
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The elements of a list that must not be empty. */
    <T> List<T> list(Function<Part, T> element) {
        if (value == null || !value.isArray() || value.isEmpty()) {
            wrong("a list with at least one element");
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        for (int index = 0; index < value.size(); index++) {
            elements.add(element.apply(new Part(pointer + "/" + index, value.get(index), errors)));
        }
        return elements;
    }

    <T> List<T> list(int most, Function<Part, T> element) {
        if (value != null && value.isArray() && value.size() > most) {
            wrong("at most " + most + " elements");
            return List.of();
        }
        return list(element);
    }

    /** The fields of an object, in order; none when it is missing. */
    Map<String, Part> fields() {
        Map<String, Part> fields = new LinkedHashMap<>();
        if (value != null && value.isObject()) {
            value.propertyNames().forEach(name -> fields.put(name, field(name)));
        } else if (value != null) {
            wrong("an object");
        }
        return fields;
    }

    /** Values to compare with: texts, numbers, booleans. */
    Map<String, JsonNode> scalars() {
        Map<String, JsonNode> scalars = new LinkedHashMap<>();
        fields().forEach((name, part) -> scalars.put(name, part.scalar()));
        return scalars;
    }

    JsonNode scalar() {
        if (value != null && value.isValueNode()) {
            return value;
        }
        wrong("a text, a number, true or false");
        return MissingNode.getInstance();
    }
}
