package dev.concierge.bench.fleet;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever talks to the fleet through its gateway. */
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalFleet fleet;
    private final String token;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Client(LocalFleet fleet) {
        this.fleet = fleet;
        this.token = fleet.clientToken();
    }

    LocalFleet fleet() {
        return fleet;
    }

    /** Registers a guest; returns the id. */
    String register(String name) {
        return made(
                "/users",
                Map.of(
                        "firstName",
                        "Bench",
                        "lastName",
                        "Guest",
                        "email",
                        name + "-" + UUID.randomUUID() + "@bench.concierge.test"),
                "userId");
    }

    /** Posts something with the client's token; returns the field of the answer that names what was made. */
    String made(String path, Object body, String field) {
        HttpResponse<String> answer = post(path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return tree(answer).path(field).asString();
    }

    HttpResponse<String> post(String path, Object body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** Posts a file; what is refused is thrown. */
    void answered(String path, String type, String body) {
        HttpResponse<String> answer =
                send(request(path, token).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    HttpResponse<String> get(String path) {
        return get(path, token);
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path, token));
    }

    JsonNode tree(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void await(String what, BooleanSupplier condition) {
        if (!Wait.until(Duration.ofMinutes(1), Duration.ofMillis(100), condition)) {
            throw new IllegalStateException(what + ": not within a minute");
        }
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(fleet.gateway() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
