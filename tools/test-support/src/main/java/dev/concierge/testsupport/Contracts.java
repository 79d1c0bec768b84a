package dev.concierge.testsupport;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The message contracts of the repository: {@code contracts/events}. */
public final class Contracts {
    private static final JsonMapper JSON = new JsonMapper();

    private Contracts() {}

    /** The example that the owner of the topic gives for this type. */
    public static JsonNode example(String topic, String type) {
        return current().example(topic, type);
    }

    /** That example and the one of the last release, which topics still hold when this release starts. */
    public static List<JsonNode> examples(String topic, String type) {
        ContractFolder released = released();
        Stream<JsonNode> older = released.has(topic)
                ? Stream.of(released.examples(topic).path(type)).filter(JsonNode::isObject)
                : Stream.empty();
        return Stream.concat(Stream.of(example(topic, type)), older).distinct().toList();
    }

    /**
     * Fails with every place where the data breaks the topic's schema.
     *
     * @param data a JSON tree, JSON text, or whatever is to be published
     */
    public static void assertValid(String topic, String type, Object data) {
        current().assertValid(topic, type, json(data));
    }

    /** Whether the topic has a contract. */
    public static boolean has(String topic) {
        return current().has(topic);
    }

    /** Every type that some topic carries. */
    public static List<String> types() {
        ContractFolder current = current();
        return current.topics().stream()
                .flatMap(topic -> current.schema(topic).path("$defs").propertyNames().stream())
                .toList();
    }

    static ContractFolder current() {
        return new ContractFolder(folder());
    }

    static ContractFolder released() {
        return new ContractFolder(folder().resolve("released"));
    }

    private static JsonNode json(Object data) {
        return switch (data) {
            case JsonNode node -> node;
            case String text -> JSON.readTree(text);
            default -> JSON.readTree(JSON.writeValueAsBytes(data));
        };
    }

    private static Path folder() {
        return RepositoryFolder.find().resolve("contracts").resolve("events");
    }
}
