package dev.concierge.curator.assistant;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest
class AssistantFlowTests {
    private static final String KNOWN = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e51";
    private static final String MEMORY = """
            {"memoryId": "%s", "text": "I like the sea", "source": "conversation 1",
             "rememberedAt": "2026-11-28T10:00:00Z", "correctedAt": null, "later": 1}""".formatted(KNOWN);
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final HttpServer DORATHY = start();

    @LocalServerPort
    private int port;

    private final UUID guest = UUID.randomUUID();

    @DynamicPropertySource
    static void dorathy(DynamicPropertyRegistry registry) {
        registry.add(
                "CONCIERGE_SEARCH_URL",
                () -> "http://127.0.0.1:" + DORATHY.getAddress().getPort());
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/assistant", exchange -> {
                String path = exchange.getRequestURI().toString();
                ASKED.add(exchange.getRequestMethod() + " " + path + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                String json = path.contains("/memories?")
                        ? "{\"items\": [" + MEMORY + "], \"next\": null}"
                        : path.endsWith("/memories/" + KNOWN)
                                ? MEMORY
                                : path.endsWith("/questions")
                                        ? "{\"items\": []}"
                                        : "{\"name\": \"Pixel\", \"remembers\": true, \"since\": \"2026-11-28T10:00:00Z\"}";
                int status = path.contains("cursor=bad")
                        ? 400
                        : path.contains("/memories/") && !path.endsWith(KNOWN) ? 404 : 200;
                byte[] body = (status == 200 ? json : "{}").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    @Test
    void aGuestSeesNamesCorrectsAndErasesTheirOwn() {
        JsonNode assistant = json(call("GET", "/assistant", null).expectStatus().isOk());
        assertThat(assistant.path("name").asString()).isEqualTo("Pixel");
        call("PUT", "/assistant", Map.of("name", "Pixel", "remembers", true))
                .expectStatus()
                .isOk();
        JsonNode memories = json(
                call("GET", "/assistant/memories?limit=5", null).expectStatus().isOk());
        assertThat(memories.at("/items/0/source").asString()).isEqualTo("conversation 1");
        call("PUT", "/assistant/memories/" + KNOWN, Map.of("text", "I love the sea"))
                .expectStatus()
                .isOk();
        call("DELETE", "/assistant/memories/" + KNOWN, null).expectStatus().isNoContent();
        call("DELETE", "/assistant/memories", null).expectStatus().isNoContent();
        call("GET", "/assistant/questions", null).expectStatus().isOk();

        String own = "/assistant/" + guest;
        assertThat(ASKED.stream().filter(asked -> asked.contains(guest.toString())))
                .containsExactly(
                        "GET " + own + " ",
                        "PUT " + own + " {\"name\":\"Pixel\",\"remembers\":true}",
                        "GET " + own + "/memories?limit=5 ",
                        "PUT " + own + "/memories/" + KNOWN + " {\"text\":\"I love the sea\"}",
                        "DELETE " + own + "/memories/" + KNOWN + " ",
                        "DELETE " + own + "/memories ",
                        "GET " + own + "/questions ");
    }

    @Test
    void whatIsNotTheirsOrNotThereIsNotFound() {
        String other = "/assistant/memories/" + UUID.randomUUID();
        call("GET", other, null).expectStatus().isNotFound();
        call("PUT", other, Map.of("text", "x")).expectStatus().isNotFound();
        call("DELETE", other, null).expectStatus().isNotFound();
        call("GET", "/assistant/memories?cursor=bad", null).expectStatus().isBadRequest();
    }

    @Test
    void onlyGuestsHaveOne() {
        for (String token : List.of(TestTokens.operator(), TestTokens.client("items:read"))) {
            new CuratorClient(port)
                    .as(token, "GET", "/assistant", null)
                    .expectStatus()
                    .isForbidden();
        }
    }

    private ResponseSpec call(String method, String path, @Nullable Map<String, ?> body) {
        return new CuratorClient(port).as(TestTokens.guest(guest), method, path, body);
    }
}
