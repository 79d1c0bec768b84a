package dev.concierge.localstack.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fleet as far as the templates see it: an event that a journey is entered by begins a run, which rests at the node
 * that the test names until something else happens to its guest.
 */
final class FakeJourneys implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final Map<String, JsonNode> definitions = new ConcurrentHashMap<>();
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Map<String, String> restsAt;
    private final HttpServer server;
    private final AtomicInteger users = new AtomicInteger();

    /** @param restsAt nodes by the journeys' ids; runs of the others end at once */
    FakeJourneys(Map<String, String> restsAt) throws IOException {
        this.restsAt = restsAt;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (path) {
            case "/oauth2/token" -> answer(exchange, 200, "{\"access_token\":\"t\"}");
            case "/users" -> answer(exchange, 201, "{\"userId\":\"u%d\"}".formatted(users.incrementAndGet()));
            case "/userEvent" -> answer(exchange, 200, "{\"items\":[{}]}");
            case "/event" -> {
                events.add(JSON.readTree(body));
                answer(exchange, 202, "{}");
            }
            case "/journeys" -> {
                JsonNode definition = JSON.readTree(body);
                definitions.put(definition.path("journeyId").asString(), definition);
                answer(exchange, 201, "{}");
            }
            case "/journeys/runs" -> answer(exchange, 200, runs(query));
            default -> {
                boolean unknown = method.equals("GET")
                        && path.startsWith("/journeys/demo-")
                        && !definitions.containsKey(path.substring("/journeys/".length()));
                answer(
                        exchange,
                        unknown ? 404 : 200,
                        "{\"state\":\"live\",\"version\":1,\"liveVersion\":1,\"items\":[]}");
            }
        }
    }

    private String runs(String query) {
        String userId = query.replaceAll(".*userId=([^&]*).*", "$1");
        String journey = query.replaceAll(".*journeyId=([^&]*).*", "$1");
        List<String> told = events.stream()
                .filter(event -> event.path("userId").asString().equals(userId))
                .map(event -> event.path("eventName").asString())
                .toList();
        String entry = Objects.requireNonNull(definitions.get(journey), journey)
                .at("/entry/on")
                .asString();
        if (!told.contains(entry)) {
            return "{\"items\":[]}";
        }
        String node = restsAt.get(journey);
        return node == null || told.size() > 1
                ? "{\"items\":[{\"runId\":\"r-%s\",\"status\":\"exited\",\"reason\":\"%s\"}]}"
                        .formatted(userId, told.getLast())
                : "{\"items\":[{\"runId\":\"r-%s\",\"status\":\"waiting\",\"node\":\"%s\"}]}".formatted(userId, node);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
