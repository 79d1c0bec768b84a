package dev.concierge.platform.reactive.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bearer token of a WebSocket's handshake, where browsers can put it: among the subprotocols, or into the query. */
public final class HandshakeToken {
    private static final String PREFIX = "base64url.bearer.phx.";

    private HandshakeToken() {}

    /**
     * Null when there is none; a text that is no token where one is offered that cannot be read.
     *
     * @param protocols of the header's lines, see {@link #protocols}
     * @param parameter {@code token} of the query
     */
    public static @Nullable String of(List<String> protocols, @Nullable String parameter) {
        return protocols.stream()
                .filter(offered -> offered.startsWith(PREFIX))
                .map(offered -> decoded(offered.substring(PREFIX.length())))
                .findFirst()
                .orElse(parameter);
    }

    /** @param lines of {@code Sec-WebSocket-Protocol}, each with one subprotocol or more */
    public static List<String> protocols(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** The name says base64url, the client sends the standard alphabet: both are read. */
    private static String decoded(String base64) {
        try {
            byte[] token = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            return new String(token, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return "not base64";
        }
    }
}
