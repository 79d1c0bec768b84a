package dev.concierge.resource.type;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which top-level fields a schema opens to search, and as what: {@code "x-searchable": "title" | "description" | "tag" |
 * "attribute"}. What is marked {@code "x-personal": true} can never be one, in whole or with a part that is.
 */
public final class SearchableFields {
    private static final String SEARCHABLE = "x-searchable";
    private static final String PERSONAL = "x-personal";
    private static final Set<String> ROLES = Set.of("title", "description", "tag", "attribute");

    private final Map<String, String> roles;

    private SearchableFields(Map<String, String> roles) {
        this.roles = Map.copyOf(roles);
    }

    /** @throws InvalidInput naming each mark that says nothing, is out of place, or opens what is personal */
    static SearchableFields of(JsonNode schema) {
        Map<String, String> roles = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        schema.path("properties").properties().forEach(field -> {
            JsonNode mark = field.getValue().get(SEARCHABLE);
            if (mark != null) {
                fault(field.getKey(), field.getValue(), mark, schema).ifPresentOrElse(errors::add, () -> {
                    roles.put(field.getKey(), mark.asString());
                });
            }
        });
        if (schema.findParents(SEARCHABLE).size() > roles.size() + errors.size()) {
            errors.add(new FieldError("", SEARCHABLE + " at other places (expected: at members of /properties)"));
        }
        if (roles.values().stream().filter("title"::equals).count() > 1) {
            errors.add(new FieldError("/properties", "several fields are the title (expected: one)"));
        } else if (!roles.isEmpty() && !roles.containsValue("title")) {
            errors.add(new FieldError("/properties", "no field is the title (expected: one with x-searchable: title)"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new SearchableFields(roles);
    }

    public boolean isEmpty() {
        return roles.isEmpty();
    }

    /** What of this data may be found; null without a title to show. */
    public @Nullable Found in(JsonNode data) {
        String title = text(data, "title");
        if (title.isBlank()) {
            return null;
        }
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        named("attribute").forEach(name -> {
            JsonNode value = data.get(name);
            if (value != null && value.isValueNode() && !value.isNull()) {
                attributes.set(name, value);
            }
        });
        return new Found(title, text(data, "description"), tags(data), attributes);
    }

    private String text(JsonNode data, String role) {
        return named(role).stream()
                .map(name -> data.path(name).asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private List<String> tags(JsonNode data) {
        return named("tag").stream()
                .map(data::path)
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .map(value -> value.asString(""))
                .filter(tag -> !tag.isBlank())
                .distinct()
                .toList();
    }

    private List<String> named(String role) {
        return roles.entrySet().stream()
                .filter(field -> field.getValue().equals(role))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Optional<FieldError> fault(String name, JsonNode field, JsonNode mark, JsonNode schema) {
        String pointer = "/properties/" + name.replace("~", "~0").replace("/", "~1") + "/" + SEARCHABLE;
        if (!ROLES.contains(mark.asString(""))) {
            return Optional.of(new FieldError(pointer, mark + " (expected: one of " + ROLES + ")"));
        }
        return isPersonal(name, field, schema)
                ? Optional.of(new FieldError(pointer, "on a personal field (expected: never both)"))
                : Optional.empty();
    }

    /** By any mark in it, in what it refers to, or on a field of that name anywhere else in the schema. */
    private static boolean isPersonal(String name, JsonNode field, JsonNode schema) {
        Set<String> names = new HashSet<>();
        personalNames(schema, names);
        return names.contains(name)
                || isMarked(field)
                || field.findValues("$ref").stream()
                        .map(ref -> schema.at(ref.asString("").replaceFirst("^#", "")))
                        .anyMatch(referred -> isMarked(referred)
                                || !referred.findValues("$ref").isEmpty());
    }

    private static boolean isMarked(JsonNode schema) {
        return schema.findValues(PERSONAL).stream().anyMatch(mark -> !mark.isBoolean() || mark.booleanValue());
    }

    private static void personalNames(JsonNode schema, Set<String> names) {
        schema.properties().forEach(member -> {
            if (member.getValue().isObject() && member.getValue().path(PERSONAL).asBoolean(false)) {
                names.add(member.getKey());
            }
            personalNames(member.getValue(), names);
        });
        if (schema.isArray()) {
            schema.forEach(element -> personalNames(element, names));
        }
    }

    /** The searchable state of a resource. */
    public record Found(String title, String description, List<String> tags, ObjectNode attributes) {}
}
