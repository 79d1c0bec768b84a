package dev.concierge.e2e.matrix;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says how an answer departs from what its probe expects and from what holds for every answer. */
final class Judge {
    private static final int FIRST_ERROR = 400;
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\tat |\\b(dev|java|jdk|tools|org|com|io)\\.[a-z]+\\.[a-z]|\\b(SELECT|INSERT|UPDATE|DELETE) |jdbc|PSQL");
    private static final Pattern EXPECTATION = Pattern.compile(".+ \\(expected: .+\\)|unknown field.*");

    private Judge() {}

    static List<String> deviations(Probe probe, HttpResponse<String> answer) {
        List<String> found = new ArrayList<>();
        if (!probe.statuses().contains(answer.statusCode())) {
            found.add("answers " + answer.statusCode() + " (expected: " + probe.statuses() + ")");
        }
        if (answer.statusCode() >= FIRST_ERROR) {
            found.addAll(faultsOfProblem(answer, probe.pointer()));
        }
        return found;
    }

    private static List<String> faultsOfProblem(HttpResponse<String> answer, @Nullable String pointer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json")) {
            return List.of("its type is " + type + " (expected: application/problem+json)");
        }
        JsonNode problem;
        try {
            problem = JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException broken) {
            return List.of("its body is no JSON");
        }
        List<String> found = new ArrayList<>();
        Stream.of("type", "title", "detail", "code", "traceId")
                .filter(field -> problem.path(field).asString("").isEmpty())
                .forEach(field -> found.add("it has no " + field));
        if (problem.path("status").asInt() != answer.statusCode()) {
            found.add("its status is " + problem.path("status"));
        }
        if (INSIDES.matcher(answer.body()).find()) {
            found.add("it shows our insides");
        }
        if (answer.statusCode() == 401
                && answer.headers().firstValue("WWW-Authenticate").isEmpty()) {
            found.add("it does not say how to authenticate");
        }
        if (pointer != null) {
            faultOfPlace(problem.path("errors"), pointer, found);
        }
        return found;
    }

    private static void faultOfPlace(JsonNode errors, String pointer, List<String> found) {
        List<JsonNode> there = errors.valueStream()
                .filter(error -> error.path("pointer").asString("").startsWith(pointer))
                .toList();
        if (there.isEmpty()) {
            found.add("it does not name " + pointer);
        } else if (there.stream()
                .noneMatch(error ->
                        EXPECTATION.matcher(error.path("detail").asString("")).matches())) {
            found.add("it does not say what was expected at " + pointer);
        }
    }
}
