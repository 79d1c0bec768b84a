package dev.concierge.localstack.account;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP calls to the fleet, answered with JSON or with what went wrong. */
public final class Answers {
    private static final int FIRST_ERROR = 400;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public String json(Object body) {
        return json.writeValueAsString(body);
    }

    public JsonNode read(String text) {
        return json.readTree(text);
    }

    /** The answer whatever its status. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CannotContinue(
                    request.uri() + " does not answer (" + e + ")", "is the fleet up? see ./concierge status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("interrupted", "run the command again", e);
        }
    }

    /** The body of a good answer. */
    public JsonNode tree(HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new CannotContinue(
                    request.method() + " " + request.uri() + " answers " + response.statusCode() + " "
                            + response.body(),
                    "see ./concierge status and ./concierge logs");
        }
        return read(response.body());
    }
}
