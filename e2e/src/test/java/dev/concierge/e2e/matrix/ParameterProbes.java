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
     * assistant that knows nothing yet and an inbox that is empty, resources have any type, a page asks by itself for what it
     * shows, and what is not there is removed already.
     */
    private static final Set<String> OF_ANYBODY = Set.of(
            "dorathy-search GET /assistant/{userId} {userId}",
            "dorathy-search GET /assistant/{userId}/memories {userId}",
            "dorathy-search DELETE /assistant/{userId}/memories {userId}",
            "dorathy-search GET /assistant/{userId}/questions {userId}",
            "dorathy-search DELETE /ops/rules/{rule} {rule}",
            "dorathy-search DELETE /ops/vocabulary/stop-words/{word} {word}",
            "dorathy-search DELETE /ops/vocabulary/synonyms/{word} {word}",
            "event-service GET /users/{userId}/events {userId}",
            "datemaker GET /dating/my/{key} {key}",
            "datemaker GET /dating/blocks/{userId} {userId}",
            "notification-hub GET /inbox/{userId} {userId}",
            "notification-hub GET /inbox/{userId}/unread {userId}",
            "notification-hub POST /inbox/{userId}/read {userId}",
            "resource-service GET /businesses/{business}/locations/{location}/resources/{type} {type}");

    /** Guests' alone: whatever is not the caller's own id is not there for them. */
    private static final Set<String> OF_ONESELF = Set.of(
            "datemaker GET /dating/events/{event}/matches/{userId} {userId}",
            "datemaker GET /dating/events/{event}/choices/{userId} {userId}",
            "datemaker POST /dating/pages/{userId} {userId}");

    /** Whatever is none of a few names is refused. */
    private static final Set<String> OF_A_FEW =
            Set.of("notification-hub DELETE /ops/notifications/stops/{channel} {channel}");

    /** Must say what the headers say. */
    private static final String JOINED = "{businessAndLocation}";

    List<Probe> of(ApiOperation operation) {
        List<Probe> probes = new ArrayList<>();
        operation.parameters("path").forEach(variable -> path(operation, variable, probes));
        operation.parameters("query").forEach(query -> query(operation, query, probes));
        if (operation.takesKey()) {
            Call call = harmless(operation, paths.known(operation));
            probes.add(Probe.of("a key of 256 characters", call.with(ApiOperation.KEY, "k".repeat(256)), 400, 404));
        }
        operation
                .parameters("header")
                .filter(header -> header.name().equals("If-Match"))
                .forEach(header -> probes.add(Probe.of(
                        "If-Match: no tag",
                        harmless(operation, paths.unknown(operation)).with("If-Match", "none"),
                        400,
                        404)));
        return probes;
    }

    /** By somebody whom the operation answers, and refused for its body at the latest; a file is empty. */
    private Call harmless(ApiOperation operation, Call call) {
        String file = operation.file();
        return callers.let(operation, file == null ? TokenProbes.harmless(operation, call) : call.body(file, ""));
    }

    private void path(ApiOperation operation, ApiOperation.Parameter variable, List<Probe> probes) {
        Call unknown = harmless(operation, paths.with(operation, variable, Paths.UNKNOWN));
        probes.add(Probe.of(variable.pointer() + ": unknown", unknown, refusal(operation, variable, 404)));
        boolean isTyped = variable.schema().path("format").asString("").equals("uuid");
        for (String value : List.of("nothing", "x".repeat(300), "ü'\"--")) {
            Call call = harmless(operation, paths.with(operation, variable, value));
            probes.add(
                    isTyped && !operation.hasBody() && !OF_ONESELF.contains(operation + " " + variable.pointer())
                            ? Probe.fault(variable.pointer(), shown(value), call)
                            : Probe.of(
                                    variable.pointer() + ": " + shown(value),
                                    call,
                                    refusal(operation, variable, 400, 404)));
        }
        Call percent = harmless(operation, paths.with(operation, variable, "%"));
        probes.add(Probe.of(variable.pointer() + ": %", percent, 400));
    }

    private static Integer[] refusal(ApiOperation operation, ApiOperation.Parameter variable, Integer... usual) {
        if (OF_ANYBODY.contains(operation + " " + variable.pointer())) {
            return new Integer[] {operation.documents(204) ? 204 : 200, 400};
        }
        if (OF_A_FEW.contains(operation + " " + variable.pointer())) {
            return new Integer[] {400};
        }
        return operation.hasBody()
                        || operation.takesKey()
                        || variable.pointer().equals(JOINED)
                        || OF_ONESELF.contains(operation + " " + variable.pointer())
                ? new Integer[] {400, 404}
                : usual;
    }

    private void query(ApiOperation operation, ApiOperation.Parameter query, List<Probe> probes) {
        bad(query.name(), query.schema())
                .forEach((what, value) -> probes.add(Probe.fault(
                        query.pointer(), what, answerable(operation, paths.with(operation, query, value)))));
        if (query.required()) {
            Call call = paths.known(operation);
            String without = call.path()
                    .replaceFirst("([?&])" + query.name() + "=[^&]*", "$1")
                    .replace("?&", "?")
                    .replaceFirst("[?&]$", "");
            probes.add(Probe.fault(query.pointer(), "missing", answerable(operation, Call.of(call.method(), without))));
        }
        // a text with a NUL is either found nowhere or refused
        probes.add(Probe.of(
                query.pointer() + ": a NUL", harmless(operation, paths.with(operation, query, "a\0b")), 200, 400, 404));
    }

    /** With a body that has no fault, so that the query is what is refused. */
    private Call answerable(ApiOperation operation, Call call) {
        return operation.file() == null
                ? callers.let(
                        operation,
                        paths.samples()
                                .body(operation)
                                .map(body -> call.json(body.toString()))
                                .orElse(call))
                : harmless(operation, call);
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
