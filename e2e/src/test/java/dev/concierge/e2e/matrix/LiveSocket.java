package dev.concierge.e2e.matrix;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A socket that asks to join channels, one after another. */
final class LiveSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 20;

    /** Each comes from an address of its own, so that refusals are not counted together. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private int ref;

    /** @param token null for none */
    LiveSocket(String gateway, @Nullable String token) {
        this.socket = handshake(gateway, token, null, this);
    }

    /** What the handshake is answered. */
    static int status(String gateway, @Nullable String token, @Nullable String origin) {
        try {
            handshake(gateway, token, origin, new WebSocket.Listener() {}).abort();
            return 101;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw failed;
        }
    }

    private static WebSocket handshake(
            String gateway, @Nullable String token, @Nullable String origin, WebSocket.Listener listener) {
        WebSocket.Builder builder =
                HTTP.newWebSocketBuilder().header("X-Forwarded-For", "10.200.0." + ADDRESSES.incrementAndGet());
        if (origin != null) {
            builder.header("Origin", origin);
        }
        String query = token == null ? "" : "&token=" + token;
        URI uri = URI.create(gateway.replaceFirst("^http", "ws") + "/socket/websocket?vsn=2.0.0" + query);
        return builder.buildAsync(uri, listener).join();
    }

    /** "joined", or why not. */
    String join(String topic) throws InterruptedException {
        String own = Integer.toString(++ref);
        socket.sendText(
                        JsonMapper.shared()
                                .createArrayNode()
                                .add(own)
                                .add(own)
                                .add(topic)
                                .add("phx_join")
                                .add(JsonMapper.shared().createObjectNode())
                                .toString(),
                        true)
                .join();
        while (true) {
            String frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                return "no answer within " + PATIENCE_SECONDS + " s";
            }
            JsonNode answer = JsonMapper.shared().readTree(frame);
            if (answer.path(1).asString("").equals(own)) {
                return answer.at("/4/status").asString().equals("ok")
                        ? "joined"
                        : answer.at("/4/response/reason").asString();
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
