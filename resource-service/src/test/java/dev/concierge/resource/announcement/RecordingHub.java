package dev.concierge.resource.announcement;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door of the hub that notifications come to; it knows repetitions by their key, as the hub does. */
final class RecordingHub {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Set<String> keys = new HashSet<>();
    private final List<JsonNode> shown = new CopyOnWriteArrayList<>();
    private final AtomicInteger outages = new AtomicInteger();
    private volatile int most = Integer.MAX_VALUE;

    RecordingHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/notifications", this::take);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What screens of a business saw, in order. */
    List<JsonNode> shown(String business) {
        return shown.stream()
                .filter(notification ->
                        notification.path("businessId").asString().equals(business))
                .toList();
    }

    /** How many of the next posts are answered 503. */
    void failNext(int posts) {
        outages.set(posts);
    }

    /** How many notifications a post may have that is not answered 503. */
    void takeAtMost(int notifications) {
        most = notifications;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean fails = outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        JsonNode posted = JSON.readTree(body);
        fails |= posted.size() > most;
        if (!fails) {
            posted.forEach(notification -> {
                if (keys.add(notification.path("messageId").stringValue())) {
                    shown.add(notification);
                }
            });
        }
        exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        exchange.close();
    }
}
