package dev.concierge.search.assistant.tool;

import dev.concierge.platform.input.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a tool is given, read strictly: by whoever wrote it, it is input. */
final class Arguments {
    private final Map<String, JsonNode> given;

    private Arguments(Map<String, JsonNode> given) {
        this.given = given;
    }

    /** @throws Unfit when something is missing, unknown or of another type */
    static Arguments of(JsonNode json, List<Parameter> parameters) {
        if (!json.isObject()) {
            throw new Unfit("arguments: " + json.getNodeType() + " (expected: an object)");
        }
        Map<String, JsonNode> given = new HashMap<>();
        json.properties().forEach(entry -> given.put(entry.getKey(), entry.getValue()));
        Map<String, JsonNode> read = new HashMap<>();
        for (Parameter parameter : parameters) {
            JsonNode value = given.remove(parameter.name());
            if (value != null && !value.isNull()) {
                check(parameter, value);
                read.put(parameter.name(), value);
            } else if (parameter.isRequired()) {
                throw new Unfit(parameter.name() + ": missing");
            }
        }
        if (!given.isEmpty()) {
            throw new Unfit(Texts.cut(given.keySet().iterator().next(), 50) + ": not an argument of this tool");
        }
        return new Arguments(read);
    }

    private static void check(Parameter parameter, JsonNode value) {
        boolean fits = switch (parameter.type()) {
            case TEXT -> value.isString() && isText(value.asString(), parameter.most());
            case COUNT ->
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.asInt() >= 1
                        && value.asInt() <= parameter.most();
            case TRUTH -> value.isBoolean();
        };
        if (!fits) {
            throw new Unfit(parameter.name() + ": (expected: "
                    + parameter.type().schema() + ", at most " + parameter.most() + ")");
        }
    }

    private static boolean isText(String text, int most) {
        return !text.isBlank() && Texts.length(text) <= most && Texts.isWhole(text);
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new Unfit(name + ": missing"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(given.get(name)).map(JsonNode::asString);
    }

    int count(String name, int otherwise) {
        JsonNode value = given.get(name);
        return value == null ? otherwise : value.asInt();
    }

    boolean truth(String name) {
        JsonNode value = given.get(name);
        return value != null && value.asBoolean();
    }

    /** These arguments do not fit the tool. */
    static final class Unfit extends RuntimeException {
        Unfit(String message) {
            super(message);
        }
    }
}
