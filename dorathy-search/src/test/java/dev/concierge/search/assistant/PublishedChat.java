package dev.concierge.search.assistant;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenAI publishes of chat completions. Its schemas let unknown fields pass and tell of much that we do not use: what we
 * send is held against our narrower reading of them, too.
 */
final class PublishedChat {
    private static final String PUBLISHED = "/assistant/openai-chat-completions.schema.json";
    private static final String USED = "/assistant/chat-completion-request.schema.json";

    private final Schema request = schema(published("CreateChatCompletionRequest"));
    private final Schema used = schema(read(USED));
    private final Schema chunk = schema(published("CreateChatCompletionStreamResponse"));

    List<String> faultsOfRequest(String body) {
        return Stream.of(request, used)
                .flatMap(schema -> faults(schema, body).stream())
                .toList();
    }

    List<String> faultsOfChunk(String body) {
        return faults(chunk, body);
    }

    private static List<String> faults(Schema schema, String body) {
        return schema.validate(body, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** One of the published schemas, where a field that nobody has published is a fault. */
    private static ObjectNode published(String name) {
        return read(PUBLISHED).put("$ref", "#/$defs/" + name).put("unevaluatedProperties", false);
    }

    private static ObjectNode read(String file) {
        try (InputStream resource = Objects.requireNonNull(PublishedChat.class.getResourceAsStream(file))) {
            return (ObjectNode) JsonMapper.shared().readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Schema schema(ObjectNode json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json.toString());
    }
}
