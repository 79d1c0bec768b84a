package dev.concierge.resource;

import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as a tenant's app does. */
public final class ResourceClient {
    public static final String ALL = TestTokens.client("resources:read", "resources:write");
    private static final JsonMapper JSON = new JsonMapper();
    /** Another one would wait for as long as a refusal says, and ask again. */
    private static final ClientHttpRequestFactory ONCE = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    private final RestTestClient http;
    private final String token;

    public ResourceClient(int port) {
        this(port, ALL);
    }

    public ResourceClient(int port, String token) {
        this.http = RestTestClient.bindToServer(ONCE)
                .baseUrl("http://localhost:" + port)
                .build();
        this.token = token;
    }

    /** At a place named by headers, as the seed does it. */
    public ResponseSpec send(
            HttpMethod method, String business, String location, String query, String body, String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("X-Business-ID", business);
        all.put("X-Location-ID", location);
        all.put("X-Resource-Type", "reservation");
        all.putAll(headers(headers));
        return exchange(method, "/resources/" + business + "-" + location + query, body, all);
    }

    public ResponseSpec exchange(HttpMethod method, String path, String body, String... headers) {
        return exchange(method, path, body, headers(headers));
    }

    public ResponseSpec get(String path, String... headers) {
        return exchange(HttpMethod.GET, path, "", headers);
    }

    public static JsonNode json(ResponseSpec answer) {
        return JSON.readTree(text(answer));
    }

    public static String text(ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBody();
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }

    private ResponseSpec exchange(HttpMethod method, String path, String body, Map<String, String> headers) {
        RestTestClient.RequestBodySpec request = http.method(method).uri(path);
        request.headers(all -> {
            all.setBearerAuth(token);
            headers.forEach(all::set);
        });
        if (body.isEmpty()) {
            return request.exchange();
        }
        if (!headers.containsKey("Content-Type")) {
            request.contentType(MediaType.APPLICATION_JSON);
        }
        return request.body(body.getBytes(StandardCharsets.UTF_8)).exchange();
    }

    private static Map<String, String> headers(String... pairs) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
