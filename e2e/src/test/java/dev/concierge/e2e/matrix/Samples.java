package dev.concierge.e2e.matrix;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Good values, found in or made from the schemas of a document. */
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of("sample", "sample@example.org", "+49 30 123456", "08:30");
    /** Spans of time, which documents call texts. */
    private static final Set<String> SPANS = Set.of("before", "duration", "durations");

    private static final String UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";

    private final Document document;
    private final Instant now;

    Samples(Document document, Clock clock) {
        this.document = document;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A whole good body: the document's example, or what its schema requires. */
    Optional<JsonNode> body(ApiOperation operation) {
        JsonNode media = operation.media();
        JsonNode example = Stream.of(
                        media.path("example"), first(media.path("examples")).path("value"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(null);
        if (example != null) {
            return Optional.of(current(example));
        }
        JsonNode schema = operation.bodySchema();
        return schema.path("properties").isEmpty() ? Optional.empty() : Optional.of(required(schema));
    }

    /** An object with every required field, and with an array where a bound asks for its items. */
    ObjectNode required(JsonNode schema) {
        ObjectNode body = JSON.objectNode();
        schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .forEach(name -> body.set(name, property(schema, name)));
        schema.path("properties")
                .propertyStream()
                .filter(property -> property.getValue().path("minItems").asInt(0) > 0)
                .forEach(property -> body.set(property.getKey(), value(property.getValue())));
        return body;
    }

    JsonNode property(JsonNode schema, String name) {
        JsonNode property = schema.path("properties").path(name);
        if (!SPANS.contains(name)) {
            return value(property);
        }
        JsonNode span = JSON.stringNode("PT1H");
        return property.path("type").asString("").equals("array")
                ? JSON.arrayNode().add(span)
                : span;
    }

    JsonNode value(JsonNode unresolved) {
        JsonNode schema = document.resolved(unresolved);
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> JSON.stringNode(text(schema));
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(value(schema.path("items")));
            default -> required(schema);
        };
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UNKNOWN_ID;
            case "email" -> "sample@example.org";
            case "date" -> "2000-01-31";
            case "date-time" -> now.plus(Duration.ofDays(30)).toString();
            default -> {
                String pattern = schema.path("pattern").asString(".*");
                yield WORDS.stream()
                        .filter(word -> word.matches(pattern))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "no sample for " + schema + " (expected: an example in the document)"));
            }
        };
    }

    /** Examples with times would grow too old. */
    private JsonNode current(JsonNode example) {
        return JsonMapper.shared()
                .readTree(example.toString().replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", now.toString()));
    }

    private static JsonNode first(JsonNode examples) {
        return examples.isEmpty()
                ? JSON.objectNode()
                : examples.valueStream().findFirst().orElseThrow();
    }
}
