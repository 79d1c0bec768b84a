package dev.concierge.user;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<String> response) {
    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
        return response.statusCode();
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public String text() {
        return response.body();
    }

    /** The first value of a header; empty when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** A field of the answer as text, by JSON Pointer. */
    public String at(String pointer) {
        return json().at(pointer).asString();
    }
}
