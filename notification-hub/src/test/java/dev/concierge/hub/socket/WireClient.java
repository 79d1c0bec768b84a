package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that keeps what it hears; one that is not reading takes nothing from the network. */
public final class WireClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> heardBinary = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<String> ponged = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reading;
    private @Nullable WebSocket socket;

    private WireClient(boolean reading) {
        this.reading = reading;
    }

    public static WireClient open(URI uri, String... protocols) {
        return new WireClient(true).opened(uri, protocols);
    }

    static WireClient openWithoutReading(URI uri) {
        return new WireClient(false).opened(uri);
    }

    /** The status with which the upgrade was refused. */
    public static int refusal(URI uri) {
        try {
            HTTP.newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private WireClient opened(URI uri, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        socket = builder.buildAsync(uri, this).join();
        return this;
    }

    public WireClient send(String frame) {
        socket().sendText(frame, true).join();
        return this;
    }

    void sendBinary(byte[] data) {
        socket().sendBinary(ByteBuffer.wrap(data), true).join();
    }

    byte[] nextBinary() throws InterruptedException {
        byte[] frame = heardBinary.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).as("a binary frame within %s s", PATIENCE_SECONDS).isNotNull();
        return frame;
    }

    /** Closes in the orderly way. */
    WireClient goodbye() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        return this;
    }

    void ping(String text) {
        socket().sendPing(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    String pong() throws Exception {
        return ponged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String subprotocol() {
        return socket().getSubprotocol();
    }

    /** The next frame, waiting for it. */
    public JsonNode next() throws InterruptedException {
        return JsonMapper.shared().readTree(nextText());
    }

    /** The next frame as it was written. */
    public String nextText() throws InterruptedException {
        String frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within %s s", PATIENCE_SECONDS).isNotNull();
        return frame;
    }

    public boolean heardNothing() {
        return heard.isEmpty();
    }

    /** The code with which the server closed, waiting for it. */
    public int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket().abort();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reading) {
            webSocket.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        heardBinary.add(bytes);
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        ponged.complete(StandardCharsets.UTF_8.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
