package dev.concierge.testsupport;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The message contracts of the repository: {@code contracts/events}. */
public final class Contracts {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contracts() {}

    /** The example that the owner of the topic gives for this type. */
    public static JsonNode example(String topic, String type) {
        JsonNode example = read(topic + ".example.json").get(type);
        if (example == null) {
            throw new AssertionError(topic + ".example.json has no " + type);
        }
        return example;
    }

    /**
     * Fails with every place where the data breaks the topic's schema.
     *
     * @param data a JSON tree, JSON text, or whatever is to be published
     */
    public static void assertValid(String topic, String type, Object data) {
        JsonNode json = json(data);
        JsonNode definitions = read(topic + ".schema.json").path("$defs");
        if (!definitions.has(type)) {
            throw new AssertionError(topic + ".schema.json does not define " + type);
        }
        List<Error> errors = schema(topic, type)
                .validate(json, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .collect(Collectors.joining("\n", type + " breaks " + topic + ".schema.json\n", "\n" + json)));
        }
    }

    /** Whether the topic has a contract. */
    public static boolean has(String topic) {
        return Files.exists(folder().resolve(topic + ".schema.json"));
    }

    private static Schema schema(String topic, String type) {
        return SCHEMAS.getSchema(JSON.createObjectNode()
                .put("$ref", "#/$defs/" + type)
                .set("$defs", read(topic + ".schema.json").get("$defs")));
    }

    private static JsonNode json(Object data) {
        return switch (data) {
            case JsonNode node -> node;
            case String text -> JSON.readTree(text);
            default -> JSON.valueToTree(data);
        };
    }

    private static JsonNode read(String file) {
        Path path = folder().resolve(file);
        if (!Files.exists(path)) {
            throw new AssertionError("contracts/events has no " + file);
        }
        return JSON.readTree(path);
    }

    private static Path folder() {
        return RepositoryFolder.find().resolve("contracts").resolve("events");
    }
}
