package dev.concierge.search.opensearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Speaks with OpenSearch. */
final class Cluster {
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final RestClient http;
    private final JsonMapper json;

    Cluster(RestClient http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** @throws IOException when it is away, or refuses what is asked */
    JsonNode call(HttpMethod method, String path, @Nullable JsonNode body) throws IOException {
        return sent(method, path, MediaType.APPLICATION_JSON, body == null ? "" : body.toString());
    }

    /** One line each, in order. */
    JsonNode bulk(String path, List<JsonNode> lines) throws IOException {
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line).append('\n'));
        return sent(HttpMethod.POST, path, LINES, body.toString());
    }

    /** Null where there is none. */
    @Nullable
    JsonNode find(String path) throws IOException {
        try {
            return call(HttpMethod.GET, path, null);
        } catch (IOException failure) {
            if (failure.getCause() instanceof HttpClientErrorException.NotFound) {
                return null;
            }
            throw failure;
        }
    }

    private JsonNode sent(HttpMethod method, String path, MediaType type, String body) throws IOException {
        try {
            RestClient.RequestBodySpec request = http.method(method).uri(path);
            if (!body.isEmpty()) {
                request = request.contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
            }
            byte[] answer = request.retrieve().body(byte[].class);
            return answer == null || answer.length == 0 ? json.createObjectNode() : json.readTree(answer);
        } catch (RestClientException failure) {
            throw new IOException(
                    "OpenSearch does not do " + method + " " + path + ": " + failure.getMessage(), failure);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
