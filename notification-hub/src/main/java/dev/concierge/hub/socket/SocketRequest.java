package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Serializer;
import dev.concierge.platform.reactive.security.HandshakeToken;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks for when it opens {@code /socket/websocket}. Never logged: the query holds the token. */
final class SocketRequest {
    static final String PATH = "/socket/websocket";

    /** What clients are given; they add how they want to talk. */
    private static final String WITHOUT_TRANSPORT = "/socket";

    /** The subprotocol that a client offers beside its token, and that must be echoed. */
    static final String PHOENIX = "phoenix";

    private static final String FORWARDED_HOST = "X-Forwarded-Host";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final HttpRequest request;
    private final QueryStringDecoder query;

    SocketRequest(HttpRequest request) {
        this.request = request;
        this.query = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8);
    }

    static boolean isFor(HttpRequest request) {
        return isAt(PATH, request);
    }

    static boolean isWithoutTransport(HttpRequest request) {
        return isAt(WITHOUT_TRANSPORT, request);
    }

    private static boolean isAt(String path, HttpRequest request) {
        String uri = request.uri();
        return uri.startsWith(path) && (uri.length() == path.length() || uri.charAt(path.length()) == '?');
    }

    /** Whether the query is one. Netty decodes it when it is first asked, and where it cannot, its exception says what it read. */
    boolean isReadable() {
        try {
            Map<String, List<String>> _ = query.parameters();
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Whether it is a WebSocket upgrade at all. */
    boolean isUpgrade() {
        HttpHeaders headers = request.headers();
        return request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    /**
     * Whether the page that asks may: one of the host that it asks, or of an origin that is named; whoever names none is no
     * browser. Behind the gateway the host asked for is what the gateway says; no page can say so itself.
     */
    boolean comesFrom(List<String> origins) {
        List<String> named = request.headers().getAll(HttpHeaderNames.ORIGIN);
        if (named.isEmpty() || origins.contains(SocketSettings.ANY_ORIGIN)) {
            return true;
        }
        String origin = named.getFirst();
        return named.size() == 1 && (origins.contains(origin) || isOfHost(origin));
    }

    private boolean isOfHost(String origin) {
        String passedOn = request.headers().get(FORWARDED_HOST);
        String host = passedOn == null ? request.headers().get(HttpHeaderNames.HOST, "") : passedOn;
        int scheme = origin.indexOf("://");
        String from = authority(origin);
        return scheme > 0 && !from.isEmpty() && from.equals(authority(origin.substring(0, scheme) + "://" + host));
    }

    /** Host and port, the port of the scheme where none is named; empty for what is no address. */
    private static String authority(String address) {
        try {
            URI uri = new URI(address);
            int usual = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
            String host = uri.getHost();
            return host == null
                    ? ""
                    : host.toLowerCase(Locale.ROOT) + ":" + (uri.getPort() < 0 ? usual : uri.getPort());
        } catch (URISyntaxException noAddress) {
            return "";
        }
    }

    /** Null for a version that nobody speaks. */
    @Nullable
    Serializer serializer() {
        return Serializer.of(parameter("vsn"));
    }

    boolean offersPhoenix() {
        return protocols().contains(PHOENIX);
    }

    /** The bearer token of the query or of the subprotocol; null when there is none. */
    @Nullable
    String token() {
        return HandshakeToken.of(protocols(), parameter("token"));
    }

    private @Nullable String parameter(String name) {
        List<String> values = query.parameters().get(name);
        return values == null ? null : values.getFirst();
    }

    private List<String> protocols() {
        return HandshakeToken.protocols(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
    }
}
