package dev.concierge.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes guests' messages as the assistant does, and keeps them; it can be down for some attempts. */
public final class Agent {
    private final Map<String, BlockingQueue<JsonNode>> taken = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failure = 503;
    private final HttpServer server;

    private Agent(HttpServer server) {
        this.server = server;
    }

    static Agent started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Agent agent = new Agent(server);
            server.createContext("/agent/messages", agent::take);
            server.start();
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers 503 so many times. */
    public void failNext(int times) {
        failNext(times, 503);
    }

    /** Answers so, so many times. */
    public void failNext(int times, int status) {
        failure = status;
        failures.set(times);
    }

    /** What a guest said, in the order of arrival. */
    public BlockingQueue<JsonNode> from(String userId) {
        return taken.computeIfAbsent(userId, _ -> new LinkedBlockingQueue<>());
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode message =
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        boolean isDown = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!isDown) {
            from(message.path("userId").asString()).add(message);
        }
        exchange.sendResponseHeaders(isDown ? failure : 202, -1);
        exchange.close();
    }
}
