package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One operation of a document. */
record ApiOperation(Document document, String method, String path, JsonNode json) {
    static final String KEY = "Idempotency-Key";

    /**
     * Who may call.
     *
     * @param own the path variable that must be the guest's own id
     */
    record Grant(
            String kind, @Nullable String scope, @Nullable String own) {
        static Grant of(JsonNode json) {
            return new Grant(
                    json.path("kind").asString(),
                    json.path("scope").stringValue(null),
                    json.path("own").stringValue(null));
        }
    }

    /** @param in path, query or header */
    record Parameter(String in, String name, boolean required, JsonNode schema) {
        /** As problems name it. */
        String pointer() {
            return switch (in) {
                case "path" -> "{" + name + "}";
                case "query" -> "?" + name;
                default -> name;
            };
        }
    }

    String service() {
        return document.service();
    }

    boolean isOpen() {
        return json.path("x-callers").isArray() && json.path("x-callers").isEmpty();
    }

    List<Grant> grants() {
        return json.path("x-callers").valueStream().map(Grant::of).toList();
    }

    Optional<Grant> grant(String kind) {
        return grants().stream().filter(grant -> grant.kind().equals(kind)).findFirst();
    }

    List<Parameter> parameters() {
        return json.path("parameters")
                .valueStream()
                .map(parameter -> new Parameter(
                        parameter.path("in").asString(),
                        parameter.path("name").asString(),
                        parameter.path("required").asBoolean(false),
                        document.resolved(parameter.path("schema"))))
                .toList();
    }

    Stream<Parameter> parameters(String in) {
        return parameters().stream().filter(parameter -> parameter.in().equals(in));
    }

    /** Whether tokens for some businesses only are answered. */
    boolean honoursBusinesses() {
        return json.path("x-businesses").asBoolean(false);
    }

    boolean takesKey() {
        return parameters("header").anyMatch(header -> header.name().equals(KEY));
    }

    boolean hasBody() {
        return json.has("requestBody");
    }

    /** The type of the file or form that it takes; null where it takes JSON, or nothing. */
    @Nullable
    String file() {
        return hasBody() && media().isMissingNode()
                ? json.at("/requestBody/content")
                        .propertyStream()
                        .findFirst()
                        .map(Map.Entry::getKey)
                        .orElse(null)
                : null;
    }

    /** Nothing of what it is sent can be left unfinished or too long, so that whoever is let in has done it. */
    boolean isBareCommand() {
        return !method.equals("GET") && !hasBody() && !takesKey();
    }

    boolean needsBody() {
        return json.at("/requestBody/required").asBoolean(false);
    }

    /** The body as JSON: its schema and perhaps examples. */
    JsonNode media() {
        return json.at("/requestBody/content/application~1json");
    }

    JsonNode bodySchema() {
        return document.resolved(media().path("schema"));
    }

    /** Whether the document gives this status to a good answer. */
    boolean documents(int status) {
        return json.path("responses").has(Integer.toString(status));
    }

    @Override
    public String toString() {
        return service() + " " + method + " " + path;
    }
}
