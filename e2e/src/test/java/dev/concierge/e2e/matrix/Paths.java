package dev.concierge.e2e.matrix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Paths of operations with their variables filled in and with what their query needs.
 *
 * @param known ids of things that are there, by the variable's name
 */
record Paths(Map<String, String> known, Samples samples) {
    /** A UUID that nobody has, and as a name nobody's either. */
    static final String UNKNOWN = "a0000000-0000-7000-8000-000000000000";

    /** Of what the documents have no example for; headers say once more what one path joins. */
    static final Map<String, String> NAMES = Map.of(
            "type", "sample",
            "businessAndLocation", "sample-sample",
            "X-Business-ID", "sample",
            "X-Location-ID", "sample",
            "X-Resource-Type", "sample");

    /** To things that are there, as far as such are known. */
    Call known(ApiOperation operation) {
        return call(operation, known);
    }

    /** To things that are not there. */
    Call unknown(ApiOperation operation) {
        return call(operation, Map.of());
    }

    /** With one variable or query parameter as given. */
    Call with(ApiOperation operation, ApiOperation.Parameter parameter, String value) {
        if (parameter.in().equals("path")) {
            Map<String, String> ids = new HashMap<>(known);
            ids.put(parameter.name(), value);
            return call(operation, ids);
        }
        String query = parameter.name() + "=" + encoded(value);
        String others = query(operation, parameter.name());
        String path = pathOnly(operation, known);
        return headed(operation, path + "?" + query + (others.isEmpty() ? "" : "&" + others));
    }

    private Call call(ApiOperation operation, Map<String, String> ids) {
        String path = pathOnly(operation, ids);
        String query = query(operation, "");
        return headed(operation, query.isEmpty() ? path : path + "?" + query);
    }

    private Call headed(ApiOperation operation, String path) {
        Call call = Call.of(operation.method(), path);
        for (ApiOperation.Parameter header : operation.parameters("header").toList()) {
            String value = known.get(header.name());
            call = value == null ? call : call.with(header.name(), value);
        }
        return call;
    }

    private static String pathOnly(ApiOperation operation, Map<String, String> ids) {
        String path = operation.path();
        for (ApiOperation.Parameter variable : operation.parameters("path").toList()) {
            path = path.replace("{" + variable.name() + "}", encoded(ids.getOrDefault(variable.name(), UNKNOWN)));
        }
        return path;
    }

    /** What must be there. */
    private String query(ApiOperation operation, String except) {
        return operation
                .parameters("query")
                .filter(parameter -> parameter.required() && !parameter.name().equals(except))
                .map(parameter -> parameter.name() + "=" + encoded(plain(parameter)))
                .collect(Collectors.joining("&"));
    }

    private String plain(ApiOperation.Parameter parameter) {
        if (parameter.name().equals("to")
                && parameter.schema().path("format").asString("").equals("date-time")) {
            // after the other end of the span, which is a sample too
            return Instant.parse(samples.value(parameter.schema()).asString())
                    .plus(Duration.ofDays(1))
                    .toString();
        }
        String known = this.known.get(parameter.name());
        return known == null
                ? samples.value(parameter.schema())
                        .valueStream()
                        .findFirst()
                        .orElseGet(() -> samples.value(parameter.schema()))
                        .asString()
                : known;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
