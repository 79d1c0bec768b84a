package dev.concierge.hub.socket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a client asks for when it opens {@code /socket/websocket}. Never logged: the query holds the token. */
final class SocketRequest {
    /** The subprotocol that a client offers beside its token, and that must be echoed. */
    static final String PHOENIX = "phoenix";

    private static final String TOKEN_PROTOCOL = "base64url.bearer.phx.";
    private static final Pattern VERSION_2 = Pattern.compile("2\\.0\\.\\d+");

    private final ServerHttpRequest request;

    SocketRequest(ServerHttpRequest request) {
        this.request = request;
    }

    /** Whether it is a WebSocket upgrade at all. */
    boolean isUpgrade() {
        HttpHeaders headers = request.getHeaders();
        return request.getMethod() == HttpMethod.GET
                && "websocket".equalsIgnoreCase(headers.getUpgrade())
                && headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase)
                && headers.containsHeader("Sec-WebSocket-Key");
    }

    boolean comesFrom(List<String> origins) {
        String origin = request.getHeaders().getOrigin();
        return origins.isEmpty() || origin == null || origins.contains(origin);
    }

    /** Whether it speaks serializer V2; without {@code vsn} a client means V1. */
    boolean speaksV2() {
        String vsn = request.getQueryParams().getFirst("vsn");
        return vsn != null && VERSION_2.matcher(vsn).matches();
    }

    boolean offersPhoenix() {
        return protocols().contains(PHOENIX);
    }

    /** The bearer token of the query or of the subprotocol; null when there is none. */
    @Nullable
    String token() {
        for (String protocol : protocols()) {
            if (protocol.startsWith(TOKEN_PROTOCOL)) {
                return decoded(protocol.substring(TOKEN_PROTOCOL.length()));
            }
        }
        return request.getQueryParams().getFirst("token");
    }

    private List<String> protocols() {
        return request.getHeaders().getOrEmpty("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** The name says base64url, the client sends the standard alphabet: both are read. */
    private static @Nullable String decoded(String base64) {
        try {
            byte[] token = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            return new String(token, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
