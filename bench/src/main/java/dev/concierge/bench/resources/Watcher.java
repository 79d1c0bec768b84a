package dev.concierge.bench.resources;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A screen of a business that speaks as the stock phoenix client does, and notes when it saw which resource. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private static final Pattern RESOURCE = Pattern.compile("\"resourceId\":\"([^\"]+)\"");

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final CountDownLatch joined = new CountDownLatch(1);
    private final StringBuilder frame = new StringBuilder();
    private @Nullable WebSocket socket;

    static Watcher join(HttpClient http, URI gateway, String token, String business) throws InterruptedException {
        Watcher watcher = new Watcher();
        URI uri = URI.create(
                gateway.toString().replaceFirst("http", "ws") + "/socket/websocket?vsn=2.0.0&token=" + token);
        WebSocket socket = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(uri, watcher)
                .join();
        watcher.socket = socket;
        socket.sendText("[\"1\",\"1\",\"resources:" + business + "\",\"phx_join\",{}]", true)
                .join();
        if (!watcher.joined.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not joined");
        }
        var _ = Thread.ofVirtual().start(() -> watcher.beat(socket));
        return watcher;
    }

    /** As long as it is open: who says nothing for a minute is gone to the hub. */
    private void beat(WebSocket open) {
        try {
            while (!open.isOutputClosed()) {
                TimeUnit.SECONDS.sleep(20);
                open.sendText("[null,\"h\",\"phoenix\",\"heartbeat\",{}]", true).join();
            }
        } catch (InterruptedException | CompletionException closed) {
            // and nobody listens any more
        }
    }

    /** By resource id, when it was seen first. */
    Map<String, Long> seen() {
        return seen;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        long now = System.nanoTime();
        frame.append(data);
        if (last) {
            if (frame.indexOf("phx_reply") >= 0 && frame.indexOf("\"ok\"") >= 0) {
                joined.countDown();
            }
            Matcher resource = RESOURCE.matcher(frame);
            if (resource.find()) {
                seen.putIfAbsent(resource.group(1), now);
            }
            frame.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
