package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds contracts/asyncapi.yaml to the schemas beside it; {@code -Dcontracts.update} writes it anew. */
class AsyncApiTests {
    private static final Path CONTRACTS = RepositoryFolder.find().resolve("contracts");
    private static final String SCHEMA = ".schema.json";
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void theDocumentIsThatOfTheSchemas() throws IOException {
        Path file = CONTRACTS.resolve("asyncapi.yaml");
        String rendered = "# Rendered from events/*.schema.json: ./mvnw -pl tools/test-support -am test"
                + " -Dcontracts.update=true\n" + yaml().dump(document());
        if (Boolean.getBoolean("contracts.update")) {
            Files.writeString(file, rendered);
        }

        assertThat(file).hasContent(rendered);
    }

    private static Map<String, Object> document() throws IOException {
        Map<String, Object> channels = new TreeMap<>();
        Map<String, Object> operations = new TreeMap<>();
        try (Stream<Path> files = Files.list(CONTRACTS.resolve("events"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SCHEMA)).toList()) {
                String topic = file.getFileName().toString().replace(SCHEMA, "");
                JsonNode schema = JSON.readTree(file);
                channels.put(topic, channel(topic, schema));
                for (String producer : schema.path("x-producer").asString().split(", ", -1)) {
                    operations.put(
                            producer + "/" + topic, map("action", "send", "channel", ref("#/channels/" + topic)));
                }
            }
        }
        return map(
                "asyncapi",
                "3.0.0",
                "info",
                map(
                        "title",
                        "Concierge",
                        "version",
                        "1",
                        "description",
                        "CloudEvents 1.0 in Kafka binary mode. Messages of one key come in order; a message that comes"
                                + " twice has the same ce_id. Unknown fields are to be ignored, unknown types skipped."),
                "defaultContentType",
                "application/json",
                "channels",
                channels,
                "operations",
                operations);
    }

    private static Map<String, Object> channel(String topic, JsonNode schema) {
        Map<String, Object> messages = new LinkedHashMap<>();
        for (String type : schema.path("$defs").propertyNames()) {
            messages.put(type, message(topic, type, schema.path("x-key").asString()));
        }
        return map(
                "address",
                topic,
                "description",
                schema.path("description").asString(),
                "messages",
                messages,
                "bindings",
                map("kafka", map("bindingVersion", "0.5.0", "topic", topic)));
    }

    private static Map<String, Object> message(String topic, String type, String key) {
        return map(
                "headers",
                map(
                        "type",
                        "object",
                        "required",
                        List.of("ce_id", "ce_type", "ce_source", "ce_time"),
                        "properties",
                        map("ce_type", map("const", type))),
                "payload",
                ref("events/" + topic + SCHEMA + "#/$defs/" + type),
                "bindings",
                map("kafka", map("bindingVersion", "0.5.0", "key", map("type", "string", "description", key))));
    }

    private static Map<String, Object> ref(String to) {
        return map("$ref", to);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            map.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return map;
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(150);
        return new Yaml(options);
    }
}
