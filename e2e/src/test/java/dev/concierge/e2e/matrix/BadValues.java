package dev.concierge.e2e.matrix;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that a schema does not allow: of a wrong type, or beyond one of its constraints. */
record BadValues(Document document) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** By what is wrong with them. */
    Map<String, JsonNode> of(JsonNode schema) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        switch (schema.path("type").asString("")) {
            case "string" -> {
                values.put("an object", JSON.objectNode());
                values.put("a number", JSON.numberNode(7));
                values.put("a NUL", JSON.stringNode("a\0b"));
                texts(schema, values);
            }
            case "integer", "number" -> {
                values.put("an object", JSON.objectNode());
                values.put("text", JSON.stringNode("x"));
                values.put("a number as text", JSON.stringNode("1"));
                numbers(schema, values);
            }
            case "boolean" -> {
                values.put("an object", JSON.objectNode());
                values.put("text", JSON.stringNode("true"));
                values.put("a number", JSON.numberNode(1));
            }
            case "array" -> {
                values.put("text", JSON.stringNode("x"));
                values.put("an object", JSON.objectNode());
                arrays(schema, values);
            }
            case "object" -> {
                values.put("text", JSON.stringNode("x"));
                values.put("an array", JSON.arrayNode());
            }
            default -> {}
        }
        return values;
    }

    private static void texts(JsonNode schema, Map<String, JsonNode> values) {
        if (schema.has("maxLength")) {
            values.put(
                    "too long",
                    JSON.stringNode("a".repeat(schema.path("maxLength").asInt() + 1)));
        }
        if (schema.path("minLength").asInt(0) > 0) {
            values.put("empty", JSON.stringNode(""));
        }
        if (schema.has("format") || schema.has("enum")) {
            values.put("nothing of the kind", JSON.stringNode("nothing-of-the-kind"));
        }
        if (schema.has("pattern")) {
            String pattern = schema.path("pattern").asString();
            Stream.of("", "\u0007", "§ § §", "a".repeat(1_000))
                    .filter(text -> !text.matches(pattern))
                    .forEach(text -> values.put(
                            "not of the pattern: "
                                    + JSON.stringNode(text.length() > 20 ? text.length() + " characters" : text),
                            JSON.stringNode(text)));
        }
    }

    private static void numbers(JsonNode schema, Map<String, JsonNode> values) {
        if (schema.path("type").asString().equals("integer")) {
            values.put("a fraction", JSON.numberNode(1.5));
            values.put("too large to hold", JSON.numberNode(new BigInteger("99999999999999999999")));
        }
        if (schema.has("minimum")) {
            values.put("too small", JSON.numberNode(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            values.put("too large", JSON.numberNode(schema.path("maximum").asLong() + 1));
        }
    }

    private void arrays(JsonNode schema, Map<String, JsonNode> values) {
        if (schema.path("minItems").asInt(0) > 0) {
            values.put("no items", JSON.arrayNode());
        }
        if (schema.has("maxItems")) {
            ArrayNode many = JSON.arrayNode();
            for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
                many.add(JSON.stringNode("a" + i));
            }
            values.put("too many items", many);
        }
        of(document.resolved(schema.path("items")))
                .forEach((what, item) ->
                        values.put("an item: " + what, JSON.arrayNode().add(item)));
    }
}
