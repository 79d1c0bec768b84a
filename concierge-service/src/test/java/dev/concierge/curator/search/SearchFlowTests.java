package dev.concierge.curator.search;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@FlowTest
class SearchFlowTests {
    private static final String HITS = """
            {"items": [{"itemId": "1", "type": "gem", "title": "Pearl", "description": "", "tags": ["sea"],
              "score": 1.5, "why": ["title"], "distance": 3, "kind": "items",
              "parts": [{"signal": "words", "says": "has “pearl”", "points": 1.5}],
              "highlights": {"title": {"text": "Pearl", "marks": [{"start": 0, "end": 5}]}},
              "asOf": "2026-11-28T10:00:00Z"}],
             "next": "abc", "total": 1, "totalIsExact": true, "facets": {"tags": [{"value": "sea", "documents": 1}]},
             "didYouMean": null, "timedOut": false, "meaning": "USED"}
            """;
    private static final AtomicReference<String> ASKED = new AtomicReference<>("");
    private static final HttpServer DORATHY = start();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void dorathy(DynamicPropertyRegistry registry) {
        registry.add(
                "CONCIERGE_SEARCH_URL",
                () -> "http://127.0.0.1:" + DORATHY.getAddress().getPort());
        // longer than the tests take on any machine, so that nothing is there again meanwhile
        registry.add("CONCIERGE_CURATOR_SEARCH_PERIOD", () -> "10m");
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/search", exchange -> {
                String query = exchange.getRequestURI().getQuery();
                ASKED.set(query + " "
                        + Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Authorization")));
                int status = query.contains("bad")
                        ? 400
                        : query.contains("costly")
                                ? 429
                                : query.contains("nowhere") ? 404 : query.contains("q=broken") ? 500 : 200;
                String refused = query.contains("filter=bad")
                        ? "{\"errors\": [{\"pointer\": \"?filter\", \"detail\": \"bad (expected: better)\"}]}"
                        : "{}";
                byte[] body = (status == 200 ? HITS : refused).getBytes(StandardCharsets.UTF_8);
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
    void passesTheQuestionOnWithItsOwnToken() {
        JsonNode found = json(client().get("/search?q=pearl white&type=gem&limit=7&cursor=xyz")
                .expectStatus()
                .isOk());

        assertThat(ASKED.get()).contains("q=pearl white", "type=gem", "limit=7", "cursor=xyz", "Bearer ");
        JsonNode hit = found.path("items").path(0);
        assertThat(hit.path("title").asString()).isEqualTo("Pearl");
        assertThat(hit.path("why").path(0).asString()).isEqualTo("title");
        assertThat(found.path("next").asString()).isEqualTo("abc");
    }

    @Test
    void whatIsSimilarIsAskedForAndOfNothingThereIsNothing() {
        JsonNode similar =
                json(client().get("/search/similar?id=1&limit=3").expectStatus().isOk());

        assertThat(ASKED.get()).contains("kind=items", "id=1", "limit=3", "Bearer ");
        assertThat(similar.path("items").path(0).path("title").asString()).isEqualTo("Pearl");
        assertThat(similar.path("meaning").asString()).isEqualTo("USED");
        client().get("/search/similar?id=nowhere").expectStatus().isNotFound();
        client().get("/search/similar?id=1&limit=51").expectStatus().isBadRequest();
        client().get("/search/similar").expectStatus().isBadRequest();
    }

    @Test
    void passesEverythingOnAndTheAnswerBack() {
        JsonNode found = json(client().get(
                        "/search?q=pearl&kind=items&kind=dates&filter=tags:sea,sun&facet=tags&sort=-price&near=1.5,2&within=9"
                                + "&mode=words&typing=true&quota=dates:3&verify=availability")
                .expectStatus()
                .isOk());

        assertThat(ASKED.get())
                .contains("kind=items", "kind=dates", "filter=tags:sea", "facet=tags", "sort=-price", "near=1.5,2")
                .contains("within=9", "mode=words", "typing=true", "quota=dates:3", "verify=availability");
        assertThat(found.path("facets").path("tags").path(0).path("documents").asInt())
                .isEqualTo(1);
        JsonNode hit = found.path("items").path(0);
        assertThat(hit.path("parts").path(0).path("points").asDouble()).isEqualTo(1.5);
        assertThat(hit.path("highlights")
                        .path("title")
                        .path("marks")
                        .path(0)
                        .path("end")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void whatSearchCannotReadIsNamedAsItNamesIt() {
        JsonNode problem =
                json(client().get("/search?q=pearl&filter=bad").expectStatus().isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("?filter");
        assertThat(problem.path("errors").path(0).path("detail").asString()).isEqualTo("bad (expected: better)");
    }

    @Test
    void saysWhenSearchIsNotAvailable() {
        JsonNode problem = json(client().get("/search?q=broken").expectStatus().isEqualTo(503));

        assertThat(problem.path("code").asString()).isEqualTo("service-unavailable");
    }

    @Test
    void aBadCursorIsTheCallersFault() {
        JsonNode problem =
                json(client().get("/search?q=pearl&cursor=bad").expectStatus().isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("?cursor");
    }

    @Test
    void aFloodOfOneGuestIsRefusedAndOthersAreServed() {
        String flood = TestTokens.guest(UUID.randomUUID());
        String dear = "/search?q=" + "x".repeat(342);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(status(dear, flood));
            assertThat(status("/search?q=pearl", TestTokens.guest(UUID.randomUUID())))
                    .isEqualTo(200);
        }

        assertThat(statuses).startsWith(200, 200).contains(429).containsOnly(200, 429);
        JsonNode problem = json(client().get(dear, flood).expectStatus().isEqualTo(429));
        assertThat(problem.path("code").asString()).isEqualTo("rate-exceeded");
    }

    @Test
    void dorathyIsToldWhoseSearchItIsAndItsRefusalPassedOn() {
        UUID guest = UUID.randomUUID();
        String token = TestTokens.guest(guest);

        assertThat(status("/search?q=pearl", token)).isEqualTo(200);
        assertThat(ASKED.get()).contains("askedBy=GUEST " + guest);
        assertThat(status("/search/similar?id=1", token)).isEqualTo(200);
        assertThat(ASKED.get()).contains("askedBy=GUEST " + guest);
        for (String path : List.of("/search?q=costly", "/search/similar?id=costly")) {
            JsonNode problem = json(client().get(path, token).expectStatus().isEqualTo(429));
            assertThat(problem.path("code").asString()).isEqualTo("too-many-at-once");
        }
    }

    @Test
    void aGuestsBadQueriesCostOthersNothing() {
        String bad = TestTokens.guest(UUID.randomUUID());
        for (int i = 0; i < 15; i++) {
            assertThat(status("/search?q=broken", bad)).isEqualTo(503);
        }

        assertThat(status("/search?q=pearl", TestTokens.guest(UUID.randomUUID())))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "50, 1", "51, 2", "342, 7", "500, 10"})
    void longQueriesCostMore(int length, int cost) {
        assertThat(SearchBudgets.cost("\uD83D\uDE00".repeat(length))).isEqualTo(cost);
    }

    private int status(String path, String token) {
        return client().get(path, token).returnResult(Void.class).getStatus().value();
    }

    @Test
    void wordsAreNeeded() {
        client().get("/search?q=").expectStatus().isBadRequest();
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
