package dev.concierge.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The bearer token of a WebSocket's handshake, where browsers can put it: into the query, or among the subprotocols. */
final class HandshakeToken {
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String PREFIX = "base64url.bearer.phx.";

    private HandshakeToken() {}

    static @Nullable String of(ServerHttpRequest request) {
        String protocol = request.getHeaders().getOrDefault(PROTOCOLS, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(offered -> offered.startsWith(PREFIX))
                .findFirst()
                .orElse(null);
        return protocol == null
                ? request.getQueryParams().getFirst("token")
                : decoded(protocol.substring(PREFIX.length()));
    }

    /** The name says base64url, the client sends the standard alphabet: both are read. */
    private static String decoded(String base64) {
        try {
            byte[] token = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            return new String(token, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
