package dev.concierge.search.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Resource-service, datemaker, user-service and journey-service, as far as a search asks them. */
final class Neighbours {
    static final UUID FREE = UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1f01");
    static final UUID TAKEN = UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1f02");

    static final String ADA = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1a01";
    static final String BOB = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1a02";

    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private final AtomicInteger oldAnswers = new AtomicInteger();
    private volatile String bobsName = "Bob";

    Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/offers/availability", exchange -> {
                calls.incrementAndGet();
                await();
                answer(exchange, """
                        {"asOf": "2026-11-28T10:00:00Z", "offers": [
                          {"businessId": "b1", "offerId": "%s", "available": true, "zone": "UTC", "days": []},
                          {"businessId": "b1", "offerId": "%s", "available": false, "zone": "UTC", "days": []}]}
                        """.formatted(FREE, TAKEN));
            });
            server.createContext("/dating/events", exchange -> answer(exchange, """
                    {"items": [
                      {"eventId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e41", "startsAt": "2030-01-01T18:00:00Z",
                       "state": "REG_CONFIRM", "title": "Friday at the harbour"},
                      {"eventId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e42", "startsAt": "2020-01-01T18:00:00Z",
                       "state": "FINISHED", "title": "Long ago at the harbour"}], "next": null}
                    """));
            server.createContext("/users", exchange -> {
                String path = exchange.getRequestURI().getPath();
                if (path.equals("/users")) {
                    answer(exchange, "{\"items\": [" + user(ADA, "Ada") + "], \"next\": null}");
                } else if (path.equals("/users/contacts")) {
                    boolean isOld = oldAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                    answer(exchange, "{\"items\": [" + contact(isOld ? "Bobby" : bobsName, isOld ? 0 : 9) + "]}");
                } else {
                    answer(exchange, 404, "{\"status\": 404, \"title\": \"Not Found\"}");
                }
            });
            server.createContext(
                    "/journeys",
                    exchange -> answer(
                            exchange,
                            exchange.getRequestURI().getPath().equals("/journeys")
                                    ? "{\"items\": [" + JOURNEY + "], \"next\": null}"
                                    : JOURNEY));
            server.start();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    private static final String JOURNEY = """
            {"journeyId": "welcome", "state": "live", "version": 1, "createdAt": "2026-11-22T09:00:00Z",
             "updatedAt": "2026-11-22T09:00:00Z", "definition": {"journeyId": "welcome", "name": "Greeting of newcomers",
               "nodes": {"mail": {"type": "email"}}}}""";

    /** What user-service says of Bob from now on. */
    void call(String name) {
        bobsName = name;
    }

    /** User-service answers so many times what was before the last change. */
    void answerOld(int times) {
        oldAnswers.set(times);
    }

    private static String contact(String name, int version) {
        return """
                {"userId": "%s", "firstName": "%s", "lastName": "Quixote", "email": "%s@example.org", "version": %d}""".formatted(BOB, name, name.toLowerCase(Locale.ROOT), version);
    }

    private static String user(String id, String name) {
        return """
                {"userId": "%s", "firstName": "%s", "lastName": "Quixote", "email": "%s@example.org", "isActive": true,
                 "attributes": {}, "updatedAt": "2026-11-22T09:00:00Z"}""".formatted(id, name, name.toLowerCase(Locale.ROOT));
    }

    private void await() {
        try {
            answers.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        answer(exchange, 200, json);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int calls() {
        return calls.get();
    }

    void hang() {
        answers = new CountDownLatch(1);
    }

    void answerAgain() {
        answers.countDown();
    }
}
