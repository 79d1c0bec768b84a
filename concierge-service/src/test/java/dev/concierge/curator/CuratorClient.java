package dev.concierge.curator;

import dev.concierge.testsupport.TestTokens;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The API client {@code app} at this service. */
public final class CuratorClient {
    private static final String TOKEN = TestTokens.client("items:read", "items:write", "search:read");

    private final RestTestClient client;

    public CuratorClient(int port) {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    public RestTestClient.ResponseSpec post(String path, Map<String, ?> body, @Nullable String key) {
        return client.post()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(TOKEN);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** As anybody: GET, PUT, POST, PATCH or DELETE. */
    public RestTestClient.ResponseSpec as(String token, String method, String path, @Nullable Map<String, ?> body) {
        RestTestClient.RequestBodySpec request =
                client.method(HttpMethod.valueOf(method)).uri(path).headers(headers -> headers.setBearerAuth(token));
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    public RestTestClient.ResponseSpec patchIfMatch(String token, String path, Map<String, ?> body, String tag) {
        return client.patch()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    headers.setIfMatch(tag);
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public RestTestClient.ResponseSpec get(String path) {
        return get(path, TOKEN);
    }

    public RestTestClient.ResponseSpec get(String path, String token) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    public RestTestClient.ResponseSpec delete(String path) {
        return client.delete()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(TOKEN))
                .exchange();
    }

    public static JsonNode json(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
