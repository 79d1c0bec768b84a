package dev.concierge.platform.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the sample application over a real connection. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The one field error of a problem. */
        String error() {
            JsonNode errors = json().path("errors");
            return errors.size() == 1
                    ? errors.get(0).path("pointer").stringValue() + " "
                            + errors.get(0).path("detail").stringValue()
                    : "errors: " + errors;
        }
    }

    private final int port;

    Http(int port) {
        this.port = port;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE);
    }

    Answer get(String path, String... tokenAndHeaders) {
        return send(with(to(path), tokenAndHeaders));
    }

    Answer post(String path, String token, String json) {
        return send(with(to(path), token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... tokenAndHeaders) {
        if (tokenAndHeaders.length > 0) {
            request.header("Authorization", "Bearer " + tokenAndHeaders[0]);
        }
        for (int i = 1; i + 1 < tokenAndHeaders.length; i += 2) {
            request.header(tokenAndHeaders[i], tokenAndHeaders[i + 1]);
        }
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
