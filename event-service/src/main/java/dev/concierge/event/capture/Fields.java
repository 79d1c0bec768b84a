package dev.concierge.event.capture;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of one JSON object and collects what is wrong with them. Events are read by hand because each item
 * of a batch is judged on its own, and because what Postgres cannot store must be refused here: after the 202 nobody
 * is left to tell.
 */
public final class Fields {
    /** Of an event, in characters. */
    public static final int NAME = 128;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final JsonNode object;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String pointer, List<FieldError> errors) {
        this.pointer = pointer;
        this.errors = errors;
        if (object.isObject()) {
            this.object = object;
        } else {
            this.object = JsonNodeFactory.instance.objectNode();
            errors.add(new FieldError(pointer, Values.shown(object) + " (expected: an object)"));
        }
    }

    public static Fields of(JsonNode object, String pointer) {
        return new Fields(object, pointer, new ArrayList<>());
    }

    /** The first of these fields that may be a name; empty without one. */
    public static String name(JsonNode item, String... fields) {
        return Stream.of(fields)
                .map(item::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(name -> !name.isBlank() && Texts.length(name) <= NAME)
                .findFirst()
                .orElse("");
    }

    /** A field that is an object itself. */
    public Fields object(String name) {
        return new Fields(field(name), pointer + "/" + name, errors);
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A text of 1 to {@code limit} characters; empty when it is wrong. */
    public String text(String name, int limit) {
        JsonNode field = field(name);
        if (field.isString() && !field.stringValue().isBlank() && Texts.length(field.stringValue()) <= limit) {
            return field.stringValue();
        }
        return wrong(name, Values.shown(field) + " (expected: a text of 1 to " + limit + " characters)", "");
    }

    /** The name of an event that others than the platform may tell; empty when it is wrong. */
    public String eventName(String name, int limit) {
        String text = text(name, limit);
        if (ReservedNames.isReserved(text)) {
            String reserved = String.join(" ", ReservedNames.PREFIXES);
            return wrong(
                    name,
                    Values.shown(field(name)) + " (expected: a name that begins with none of " + reserved + ")",
                    "");
        }
        return text;
    }

    public @Nullable String optionalText(String name, int limit) {
        known.add(name);
        return has(name) ? text(name, limit) : null;
    }

    /** A time between 1970 and five minutes from now, in microseconds. */
    public Instant time(String name, Instant now) {
        JsonNode field = field(name);
        try {
            Instant time = Times.instant(field.isString() ? field.stringValue() : "");
            if (time.isBefore(EARLIEST)) {
                return wrong(name, time + " (expected: not before " + EARLIEST + ")", now);
            }
            if (time.isAfter(now.plus(CLOCK_SKEW))) {
                return wrong(name, time + " (expected: at most 5 minutes after " + now + ")", now);
            }
            return time;
        } catch (Refused notATime) {
            return wrong(name, Values.shown(field) + " (expected: " + notATime.expectation() + ")", now);
        }
    }

    public Instant optionalTime(String name, Instant now) {
        known.add(name);
        return has(name) ? time(name, now) : now;
    }

    /** One of several spellings; null when it is none of them. */
    public <T> @Nullable T oneOf(String name, Map<String, T> spellings) {
        T value = spellings.get(field(name).asString(""));
        if (value == null) {
            wrong(name, Values.shown(field(name)) + " (expected: one of " + spellings.keySet() + ")", "");
        }
        return value;
    }

    /** The attributes of an event in the field; empty when there are none. */
    public Attributes attributes(String name) {
        JsonNode field = field(name);
        if (field.isMissingNode() || field.isNull()) {
            return Attributes.NONE;
        }
        return checked(field, pointer + "/" + name);
    }

    /** The attributes of an event that stand beside the other fields: all that were not read. */
    public Attributes otherAttributes() {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(property -> !known.contains(property.getKey()))
                .forEach(property -> rest.set(property.getKey(), property.getValue()));
        return checked(rest, pointer);
    }

    /** Notes what is wrong with a field that the caller reads itself. */
    public void wrong(String name, String expectation) {
        wrong(name, Values.shown(object.path(name)) + " (expected: " + expectation + ")", "");
    }

    /** A field as it is, for who reads it itself. */
    public JsonNode raw(String name) {
        return field(name);
    }

    /** Every field that was not read is wrong. */
    public void rejectOthers() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong(Values.escaped(name), "unknown field (expected: " + known + ")", ""));
    }

    /** Ends the reading: the value, unless something was wrong. */
    public <T> Reading<T> valid(Supplier<T> value) {
        return errors.isEmpty()
                ? new Reading.Valid<>(value.get())
                : new Reading.Rejected<>(new InvalidInput(List.copyOf(errors)));
    }

    /** Written once, here: as it is measured it is published. */
    private Attributes checked(JsonNode object, String at) {
        switch (Attributes.read(object)) {
            case Attributes.Valid(Attributes attributes) -> {
                return attributes;
            }
            case Attributes.Wrong(String detail) -> {
                errors.add(new FieldError(at, detail));
                return Attributes.NONE;
            }
        }
    }

    private JsonNode field(String name) {
        known.add(name);
        return object.path(name);
    }

    private <T> T wrong(String name, String detail, T instead) {
        errors.add(new FieldError(pointer + "/" + name, detail));
        return instead;
    }
}
