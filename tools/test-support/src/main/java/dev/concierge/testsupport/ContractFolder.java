package dev.concierge.testsupport;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas and examples of one release.
 *
 * @param path holds {@code <topic>.schema.json} and {@code <topic>.example.json}
 */
record ContractFolder(Path path) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String SCHEMA = ".schema.json";

    List<String> topics() {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SCHEMA))
                    .map(name -> name.substring(0, name.length() - SCHEMA.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String topic) {
        return Files.exists(path.resolve(topic + SCHEMA));
    }

    JsonNode schema(String topic) {
        return read(topic + SCHEMA);
    }

    JsonNode examples(String topic) {
        return read(topic + ".example.json");
    }

    JsonNode example(String topic, String type) {
        JsonNode example = examples(topic).get(type);
        if (example == null) {
            throw new AssertionError(topic + ".example.json has no " + type);
        }
        return example;
    }

    void assertValid(String topic, String type, JsonNode json) {
        JsonNode definitions = schema(topic).path("$defs");
        if (!definitions.has(type)) {
            throw new AssertionError(topic + SCHEMA + " does not define " + type);
        }
        Schema schema = SCHEMAS.getSchema(
                JSON.createObjectNode().put("$ref", "#/$defs/" + type).set("$defs", definitions));
        List<Error> errors = schema.validate(
                json, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .collect(Collectors.joining("\n", type + " breaks " + topic + SCHEMA + "\n", "\n" + json)));
        }
    }

    private JsonNode read(String name) {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            throw new AssertionError(path + " has no " + name);
        }
        return JSON.readTree(file);
    }
}
