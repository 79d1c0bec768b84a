package dev.concierge.event;

import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The running service as its callers see it. */
public final class EventService {
    private final RestClient http;
    private final String token;

    private EventService(RestClient http, String token) {
        this.http = http;
        this.token = token;
    }

    /** As a client that may do everything here. */
    public static EventService on(int port) {
        return new EventService(
                RestClient.create("http://localhost:" + port), TestTokens.client("events:read", "events:write"));
    }

    public EventService as(String otherToken) {
        return new EventService(http, otherToken);
    }

    public ResponseEntity<JsonNode> get(String path, Object... variables) {
        return call(HttpMethod.GET, path, null, Map.of(), variables);
    }

    public ResponseEntity<JsonNode> delete(String path, Object... variables) {
        return call(HttpMethod.DELETE, path, null, Map.of(), variables);
    }

    public ResponseEntity<JsonNode> post(String path, String json) {
        return post(path, json, Map.of());
    }

    public ResponseEntity<JsonNode> post(String path, String json, Map<String, String> headers) {
        return call(HttpMethod.POST, path, json, headers);
    }

    public ResponseEntity<JsonNode> put(String path, String json, Map<String, String> headers) {
        return call(HttpMethod.PUT, path, json, headers);
    }

    private ResponseEntity<JsonNode> call(
            HttpMethod method, String path, @Nullable String json, Map<String, String> headers, Object... variables) {
        RestClient.RequestBodySpec request = http.method(method)
                .uri(path, variables)
                .headers(all -> {
                    all.setBearerAuth(token);
                    headers.forEach(all::set);
                });
        if (json != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(json.getBytes(StandardCharsets.UTF_8));
        }
        return request.exchange((sent, answer) -> {
            byte[] body = answer.getBody().readAllBytes();
            JsonNode tree = body.length == 0
                    ? JsonNodeFactory.instance.missingNode()
                    : JsonMapper.shared().readTree(body);
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .body(tree);
        });
    }
}
