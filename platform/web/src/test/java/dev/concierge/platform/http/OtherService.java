package dev.concierge.platform.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Another service and the token endpoint, on a real port. */
final class OtherService implements AutoCloseable {
    static final int SILENT = -1;
    static final int BROKEN_OFF = -2;

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger tokens = new AtomicInteger();
    final List<String> headers = new CopyOnWriteArrayList<>();

    /** The status that answers the n-th call, from 1. */
    volatile IntUnaryOperator status = call -> 200;

    volatile IntUnaryOperator tokenStatus = call -> 200;
    volatile String expected = "";
    private final HttpServer server;

    OtherService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", exchange -> {
            headers.add("token " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int number = tokens.incrementAndGet();
            answer(
                    exchange,
                    tokenStatus.applyAsInt(number),
                    "{\"access_token\": \"t" + number + "\", \"expires_in\": 300, \"x\": 1}");
        });
        server.createContext("/things", exchange -> {
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            headers.add(bearer + " " + exchange.getRequestHeaders().getFirst("traceparent"));
            int number = calls.incrementAndGet();
            int code = expected.isEmpty() || bearer.equals("Bearer " + expected) ? status.applyAsInt(number) : 401;
            answer(exchange, code, "{\"name\": \"thing " + number + "\", \"new\": true}");
        });
        server.start();
    }

    /**
     * Status 0 is a connection closed without an answer, {@link #SILENT} one left open without, {@link #BROKEN_OFF} one
     * closed within the answer.
     */
    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        if (status == SILENT) {
            return;
        }
        if (status != 0) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(
                    status == BROKEN_OFF ? 200 : status, status == BROKEN_OFF ? body.length + 1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
