package dev.concierge.e2e.matrix;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, wherever it will be sent.
 *
 * @param path with the query, encoded
 * @param charset that the body is sent in, whatever its type says
 */
record Call(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body,
        Charset charset) {
    static Call of(String method, String path) {
        return new Call(method, path, Map.of(), null, StandardCharsets.UTF_8);
    }

    Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, path, more, body, charset);
    }

    Call as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Call json(String json) {
        return body("application/json", json);
    }

    Call body(String type, String content) {
        return new Call(method, path, with("Content-Type", type).headers(), content, charset);
    }

    Call in(Charset other) {
        return new Call(method, path, headers, body, other);
    }
}
