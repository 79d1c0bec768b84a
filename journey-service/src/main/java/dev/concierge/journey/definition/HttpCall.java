package dev.concierge.journey.definition;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to somebody outside; texts may hold placeholders such as <code>{{entry.bookingId}}</code>.
 *
 * @param secret null for none
 * @param timeout of one attempt
 * @param retries attempts after the first one
 * @param map what the run remembers of the answer: names, and JSON Pointers into its body
 */
public record HttpCall(
        Method method,
        String url,
        Map<String, String> headers,
        @Nullable JsonNode body,
        @Nullable Secret secret,
        Duration timeout,
        int retries,
        Map<String, String> map) {
    /** What is asked for. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    boolean readsProfile() {
        return Placeholder.isOfProfile(url)
                || headers.values().stream().anyMatch(Placeholder::isOfProfile)
                || (body != null && Placeholder.isOfProfile(body));
    }

    /** A secret of this service, by its name, and the header that carries it. */
    public record Secret(String header, String name) {}
}
