package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A guest on a journey of the test's own, which is entered by {@code visited}; others are one local server. */
abstract class OwnJourney extends GuestOnJourney {
    static final Others OTHERS = new Others();

    final String journey = "own-" + UUID.randomUUID();

    OwnJourney(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.user.url", OTHERS::url);
        registry.add("concierge.services.event.url", OTHERS::url);
        registry.add("concierge.http.token-uri", () -> OTHERS.url() + "/oauth2/token");
        registry.add("concierge.outgoing.allowed", () -> "127.0.0.1");
    }

    /** Whoever is called: answers by path, and keeps what came. */
    static final class Others {
        record Call(String method, String path, Map<String, List<String>> headers, JsonNode body) {
            String header(String name) {
                return headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .map(header -> header.getValue().getFirst())
                        .findFirst()
                        .orElse("");
            }
        }

        record Reply(int status, String body) {}

        final List<Call> calls = new CopyOnWriteArrayList<>();
        volatile Function<Call, Reply> reply = _ -> new Reply(200, "{}");
        private final HttpServer server;

        Others() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException taken) {
                throw new UncheckedIOException(taken);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                byte[] sent = exchange.getRequestBody().readAllBytes();
                String path = exchange.getRequestURI().toString();
                boolean token = path.equals("/oauth2/token");
                Call call = new Call(
                        exchange.getRequestMethod(),
                        path,
                        Map.copyOf(exchange.getRequestHeaders()),
                        JsonMapper.shared().readTree(token || sent.length == 0 ? new byte[] {'{', '}'} : sent));
                Reply answer =
                        token ? new Reply(200, "{\"access_token\": \"t\", \"expires_in\": 3600}") : reply.apply(call);
                if (!token) {
                    calls.add(call);
                }
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        List<Call> to(String path) {
            return calls.stream().filter(call -> call.path().contains(path)).toList();
        }
    }

    /** Publishes a journey, and waits until it takes guests in. */
    void live(String more, String nodes) {
        JsonNode definition = definition(journey, more, nodes);
        assertThat(api.post("/journeys", CLIENT, definition).body().toString()).contains("\"draft\"");
        api.post("/journeys/" + journey + "/publish", CLIENT, null);
        messages.publish("journey-triggers", journey, "journey.armed", Map.of("journeyId", journey, "version", 1));
        await().untilAsserted(
                        () -> assertThat(api.get("/journeys/" + journey, CLIENT).text("state"))
                                .isEqualTo("live"));
    }

    static JsonNode definition(String id, String more, String nodes) {
        return JsonMapper.shared()
                .readTree(("{'journeyId': '" + id + "', 'name': 'Own', 'entry': {'on': 'visited', 'key': 'visit'}, "
                                + more + " 'start': 'start', 'nodes': {" + nodes + "}}")
                        .replace('\'', '"'));
    }

    void visits(String attributes) {
        ObjectNode visit = trigger(UUID.randomUUID(), "visited", json(attributes), false);
        visit.withArray("entries").addObject().put("journeyId", journey).put("version", 1);
        messages.publish("journey-triggers", userId, "trigger.occurred", visit);
    }

    void happens(String event, String attributes) {
        occurred(UUID.randomUUID(), event, json(attributes), false);
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    String run() {
        await().untilAsserted(() -> assertThat(runs()).isNotEmpty());
        return runs().getFirst();
    }

    void awaitReason(String reason) {
        await().untilAsserted(() -> assertThat(
                        api.get("/journeys/runs/" + run(), CLIENT).body().toString())
                .contains("\"reason\":\"" + reason + "\""));
    }

    void awaitNode(String node) {
        await().untilAsserted(() -> assertThat(
                        api.get("/journeys/runs/" + run(), CLIENT).body().toString())
                .contains("\"node\":\"" + node + "\"")
                .contains("waiting"));
    }

    long timers() {
        return jdbc.sql("SELECT count(*) FROM timers WHERE run_id = ?::uuid")
                .param(run())
                .query(Long.class)
                .single();
    }
}
