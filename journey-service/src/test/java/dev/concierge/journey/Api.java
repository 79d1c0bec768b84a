package dev.concierge.journey;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers see it. */
public final class Api {
    private final RestClient http;

    public Api(Environment environment) {
        this.http = RestClient.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public String text(String field) {
            return body.path(field).asString();
        }
    }

    public Answer get(String path, String token) {
        return call(HttpMethod.GET, path, token, null, Map.of());
    }

    public Answer post(String path, String token, @Nullable Object body) {
        return call(HttpMethod.POST, path, token, body, Map.of());
    }

    public Answer call(
            HttpMethod method, String path, String token, @Nullable Object body, Map<String, String> headers) {
        RestClient.RequestBodySpec request = http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .headers(all -> headers.forEach(all::add));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> new Answer(
                response.getStatusCode().value(),
                response.getHeaders(),
                JsonMapper.shared().readTree(response.getBody())));
    }
}
