package dev.concierge.curator.experience;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.platform.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * resource-service and journey-service as jobs know them: a call may come again and in any order, and what was taken back
 * stays so. Business {@code nowhere} does not exist; unit {@code berth} is at every other, and none of a guest's.
 */
final class OtherServices {
    /** How long they are left alone by whoever found them away. */
    static final Duration CIRCUIT_OPEN = Duration.ofMillis(50);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was made at a request. */
    record Offer(String name, JsonNode terms, JsonNode resources, boolean active) {}

    private final Map<String, Offer> offers = new TreeMap<>();
    private final Map<String, JsonNode> infos = new TreeMap<>();
    private final Map<String, String> withdrawn = new HashMap<>();
    private final HttpServer server;
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    OtherServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    void register(DynamicPropertyRegistry registry) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        registry.add("CONCIERGE_RESOURCE_URL", () -> url);
        registry.add("CONCIERGE_JOURNEY_URL", () -> url);
        registry.add("concierge.http.circuit-open", () -> CIRCUIT_OPEN.toMillis() + "ms");
        registry.add("concierge.http.retries", () -> "0");
    }

    /** @param service {@code resource} or {@code journey} */
    void down(String service) {
        away.add(service);
    }

    void up() {
        away.clear();
    }

    synchronized List<Offer> offersNamed(String name) {
        return offers.values().stream()
                .filter(offer -> offer.name().equals(name))
                .toList();
    }

    synchronized List<JsonNode> infosNamed(String name) {
        return infos.values().stream()
                .filter(info -> info.path("name").asString().equals(name))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
            if (away.contains(path[0].equals("offers") ? "resource" : "journey")) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            JsonNode body = sent.length == 0 ? JSON.nullNode() : JSON.readTree(sent);
            Answer answer = path[0].equals("offers")
                    ? offer(exchange.getRequestMethod(), path, body)
                    : info(exchange.getRequestMethod(), path[2], body);
            byte[] json = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : json.length);
            if (answer.status() != 204) {
                exchange.getResponseBody().write(json);
            }
        }
    }

    private record Answer(int status, Object body) {}

    private synchronized Answer offer(String method, String[] path, JsonNode body) {
        String id = path[3];
        if (path[1].equals("nowhere")) {
            return problem(404, "location-not-found");
        }
        if (method.equals("DELETE")) {
            withdrawn.put(id, "offer");
            offers.remove(id);
            return new Answer(204, Map.of());
        }
        if (withdrawn.containsKey(id)) {
            return problem(409, "offer-request-withdrawn");
        }
        if (method.equals("POST")) {
            Offer made = offers.get(id);
            if (made == null) {
                return problem(404, "offer-request-not-found");
            }
            offers.put(id, new Offer(made.name(), made.terms(), made.resources(), true));
        } else if (body.path("terms").path("step").isMissingNode()) {
            return invalid("/terms/step", "null (expected: a duration)");
        } else if (body.path("ofGuest").asBoolean(false)
                && body.at("/units/0/unitId").asString("").equals("berth")) {
            return invalid("/units/0/unitId", "berth (expected: a unit that comes with the request)");
        } else {
            offers.putIfAbsent(
                    id,
                    new Offer(
                            body.path("terms").path("name").asString(),
                            body.path("terms"),
                            body.path("resources"),
                            false));
        }
        return new Answer(
                200, Map.of("offerId", Ids.derived(UUID.fromString(id), "offer").toString()));
    }

    private synchronized Answer info(String method, String id, JsonNode body) {
        if (method.equals("DELETE")) {
            withdrawn.put(id, "info");
            infos.remove(id);
            return new Answer(204, Map.of());
        }
        if (withdrawn.containsKey(id)) {
            return problem(409, "experience-withdrawn");
        }
        String name = body.path("name").asString().toLowerCase(Locale.ROOT);
        boolean taken = infos.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(id)
                        && other.getValue()
                                .path("name")
                                .asString()
                                .toLowerCase(Locale.ROOT)
                                .equals(name));
        if (taken) {
            return problem(409, "experience-name-taken");
        }
        infos.put(id, body);
        return new Answer(200, Map.of());
    }

    /** As if another door had saved it. */
    synchronized void saveInfo(String name) {
        infos.put(UUID.randomUUID().toString(), JSON.createObjectNode().put("name", name));
    }

    private static Answer invalid(String pointer, String detail) {
        return new Answer(
                400,
                Map.of(
                        "code",
                        "invalid-input",
                        "detail",
                        "1 invalid",
                        "errors",
                        List.of(Map.of("pointer", pointer, "detail", detail))));
    }

    private static Answer problem(int status, String code) {
        return new Answer(status, Map.of("code", code, "detail", code + ".", "errors", List.of()));
    }
}
