package dev.concierge.e2e.matrix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is wrong with path variables, query parameters and headers of one operation. */
record ParameterProbes(Callers callers, Paths paths) {
    /**
     * Nobody is unknown there; of most there is nothing: events are captured for whoever their sender names, everybody has an
     * assistant that knows nothing yet, and resources have any type.
     */
    private static final Set<String> OF_ANYBODY = Set.of(
            "dorathy-search GET /assistant/{userId} {userId}",
            "dorathy-search GET /assistant/{userId}/memories {userId}",
            "dorathy-search DELETE /assistant/{userId}/memories {userId}",
            "dorathy-search GET /assistant/{userId}/questions {userId}",
            "event-service GET /users/{userId}/events {userId}",
            "datemaker GET /dating/blocks/{userId} {userId}",
            "resource-service GET /businesses/{business}/locations/{location}/resources/{type} {type}");

    /** Guests' alone: whatever is not the caller's own id is not there for them. */
    private static final Set<String> OF_ONESELF = Set.of(
            "datemaker GET /dating/events/{event}/matches/{userId} {userId}",
            "datemaker GET /dating/events/{event}/choices/{userId} {userId}");

    /** Must say what the headers say. */
    private static final String JOINED = "{businessAndLocation}";

    List<Probe> of(ApiOperation operation) {
        String token = callers.allowed(operation);
        List<Probe> probes = new ArrayList<>();
        operation.parameters("path").forEach(variable -> path(operation, variable, token, probes));
        operation.parameters("query").forEach(query -> query(operation, query, token, probes));
        if (operation.takesKey()) {
            Call call = TokenProbes.harmless(operation, paths.known(operation)).as(token);
            probes.add(Probe.of("a key of 256 characters", call.with(ApiOperation.KEY, "k".repeat(256)), 400, 404));
        }
        operation
                .parameters("header")
                .filter(header -> header.name().equals("If-Match"))
                .forEach(header -> probes.add(Probe.of(
                        "If-Match: no tag",
                        TokenProbes.harmless(operation, paths.unknown(operation))
                                .as(token)
                                .with("If-Match", "none"),
                        400,
                        404)));
        return probes;
    }

    private void path(ApiOperation operation, ApiOperation.Parameter variable, String token, List<Probe> probes) {
        Call unknown = TokenProbes.harmless(operation, paths.with(operation, variable, Paths.UNKNOWN))
                .as(token);
        probes.add(Probe.of(variable.pointer() + ": unknown", unknown, refusal(operation, variable, 404)));
        boolean isTyped = variable.schema().path("format").asString("").equals("uuid");
        for (String value : List.of("nothing", "x".repeat(300), "ü'\"--")) {
            Call call = TokenProbes.harmless(operation, paths.with(operation, variable, value))
                    .as(token);
            probes.add(
                    isTyped && !operation.hasBody() && !OF_ONESELF.contains(operation + " " + variable.pointer())
                            ? Probe.fault(variable.pointer(), shown(value), call)
                            : Probe.of(
                                    variable.pointer() + ": " + shown(value),
                                    call,
                                    refusal(operation, variable, 400, 404)));
        }
        Call percent = TokenProbes.harmless(operation, paths.with(operation, variable, "%"));
        probes.add(Probe.of(variable.pointer() + ": %", percent.as(token), 400));
    }

    private static Integer[] refusal(ApiOperation operation, ApiOperation.Parameter variable, Integer... usual) {
        if (OF_ANYBODY.contains(operation + " " + variable.pointer())) {
            return new Integer[] {operation.documents(204) ? 204 : 200, 400};
        }
        return operation.hasBody()
                        || operation.takesKey()
                        || variable.pointer().equals(JOINED)
                        || OF_ONESELF.contains(operation + " " + variable.pointer())
                ? new Integer[] {400, 404}
                : usual;
    }

    private void query(ApiOperation operation, ApiOperation.Parameter query, String token, List<Probe> probes) {
        bad(query.name(), query.schema())
                .forEach((what, value) -> probes.add(Probe.fault(
                        query.pointer(),
                        what,
                        answerable(operation, paths.with(operation, query, value))
                                .as(token))));
        if (query.required()) {
            Call call = paths.known(operation);
            String without = call.path()
                    .replaceFirst("([?&])" + query.name() + "=[^&]*", "$1")
                    .replace("?&", "?")
                    .replaceFirst("[?&]$", "");
            probes.add(Probe.fault(
                    query.pointer(), "missing", Call.of(call.method(), without).as(token)));
        }
        // a text with a NUL is either found nowhere or refused
        probes.add(Probe.of(
                query.pointer() + ": a NUL",
                TokenProbes.harmless(operation, paths.with(operation, query, "a\0b"))
                        .as(token),
                200,
                400,
                404));
    }

    /** With a body that has no fault, so that the query is what is refused. */
    private Call answerable(ApiOperation operation, Call call) {
        return paths.samples()
                .body(operation)
                .map(body -> call.json(body.toString()))
                .orElse(call);
    }

    private static Map<String, String> bad(String name, JsonNode schema) {
        Map<String, String> values = new LinkedHashMap<>();
        String type = schema.path("type").asString("");
        if (type.equals("integer")) {
            Stream.of("", "x", "1.5", "99999999999999999999").forEach(value -> values.put(shown(value), value));
        }
        if (schema.has("minimum")) {
            values.put("too small", Long.toString(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            values.put("too large", Long.toString(schema.path("maximum").asLong() + 1));
        }
        if (schema.has("maxLength")) {
            values.put("too long", "x".repeat(schema.path("maxLength").asInt() + 1));
        }
        if (schema.path("minLength").asInt(0) > 0) {
            values.put("empty", "");
        }
        if (schema.has("enum") || (schema.has("format") && type.equals("string"))) {
            values.put("nothing of the kind", "nothing-of-the-kind");
        }
        if (name.equals("cursor")) {
            values.put("not ours", "!");
            values.put("of another list with two values", cursor("x\0y"));
            values.put("of another list with three values", cursor("x\0y\0z"));
        }
        return values;
    }

    private static String cursor(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "empty" : value.length() > 50 ? value.length() + " characters" : value;
    }
}
