package dev.concierge.search.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class ControlFlowTests {
    private static final String OPERATOR = TestTokens.operator();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void pinsComeFirstBoostsRaiseBurialsLowerAndEachIsSaidOfTheHit() {
        String best = save("Balloon flight");
        String other = save("Flight in a balloon over the valley");
        String pinned = save("Picnic");
        await().until(() -> ids("balloon flight").size() == 2);
        assertThat(ids("balloon flight")).containsExactly(best, other);

        UUID pin = set(Map.of("words", "Balloon FLIGHT", "action", "pin", "kind", "items", "id", pinned));
        assertThat(ids("balloon flight")).containsExactly(pinned, best, other);
        UUID bury =
                set(Map.of("words", "balloon flight", "action", "bury", "kind", "items", "id", best, "strength", 2));
        assertThat(ids("balloon flight")).containsExactly(pinned, other, best);
        JsonNode buried = search("balloon flight").path("items").path(2);
        assertThat(buried.path("parts").toString()).contains("is lowered by the house");
        assertThat(ids("balloon")).doesNotContain(pinned);
        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_log WHERE action = 'PUT /ops/rules/{rule}'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(4);

        exchange(HttpMethod.DELETE, "/ops/rules/" + pin, OPERATOR, null)
                .expectStatus()
                .isNoContent();
        exchange(HttpMethod.DELETE, "/ops/rules/" + bury, OPERATOR, null)
                .expectStatus()
                .isNoContent();
        assertThat(ids("balloon flight")).containsExactly(best, other);
    }

    @Test
    void aPreviewShowsWhatARuleWouldDoAndSetsNothing() {
        String first = save("Falconry show");
        String second = save("A long afternoon of falconry with a show");
        await().until(() -> ids("falconry show").size() == 2);

        JsonNode preview = json(exchange(
                HttpMethod.POST,
                "/ops/rules/preview",
                OPERATOR,
                Map.of(
                        "q",
                        "falconry show",
                        "rule",
                        Map.of("words", "falconry show", "action", "pin", "kind", "items", "id", second))));

        assertThat(preview.path("before").path(0).path("id").asString()).isEqualTo(first);
        assertThat(preview.path("after").path(0).path("id").asString()).isEqualTo(second);
        assertThat(ids("falconry show")).containsExactly(first, second);
    }

    @Test
    void synonymsAndStopWordsHoldForEverySearchAtOnce() {
        String boat = save("Gondola ride");
        await().until(() -> ids("gondola").size() == 1);
        assertThat(ids("vaporetto")).isEmpty();

        exchange(HttpMethod.PUT, "/ops/vocabulary/synonyms/Vaporetto", OPERATOR, Map.of("meanings", List.of("gondola")))
                .expectStatus()
                .isNoContent();
        assertThat(ids("vaporetto")).containsExactly(boat);
        exchange(HttpMethod.PUT, "/ops/vocabulary/stop-words/ride", OPERATOR, null)
                .expectStatus()
                .isNoContent();
        assertThat(json(exchange(HttpMethod.GET, "/ops/vocabulary", OPERATOR, null))
                        .toString())
                .contains("\"vaporetto\":[\"gondola\"]", "\"ride\"");

        exchange(HttpMethod.DELETE, "/ops/vocabulary/synonyms/vaporetto", OPERATOR, null)
                .expectStatus()
                .isNoContent();
        exchange(HttpMethod.DELETE, "/ops/vocabulary/stop-words/ride", OPERATOR, null)
                .expectStatus()
                .isNoContent();
        assertThat(ids("vaporetto")).isEmpty();
    }

    @Test
    void wordsAreCountedInCharacters() {
        String letter = "%F0%90%8C%B0"; // of Gothic script, beyond the first plane

        exchange(HttpMethod.PUT, "/ops/vocabulary/stop-words/" + letter.repeat(60), OPERATOR, null)
                .expectStatus()
                .isNoContent();
        exchange(HttpMethod.DELETE, "/ops/vocabulary/stop-words/" + letter.repeat(60), OPERATOR, null)
                .expectStatus()
                .isNoContent();
    }

    @Test
    void whatFindsNothingAndWhatIsClickedOnIsCounted() {
        search("qwxyz nothing");
        search("Qwxyz  nothing");
        exchange(HttpMethod.POST, "/search/clicks", OPERATOR, Map.of("q", "qwxyz nothing", "itemId", "1"))
                .expectStatus()
                .isAccepted();

        await().untilAsserted(() -> {
            JsonNode counted = json(exchange(HttpMethod.GET, "/ops/questions?unanswered=true", OPERATOR, null));
            assertThat(counted.path("items")
                            .valueStream()
                            .filter(one -> one.path("words").asString().equals("qwxyz nothing")))
                    .singleElement()
                    .satisfies(question -> {
                        assertThat(question.path("unanswered").asInt()).isEqualTo(2);
                        assertThat(question.path("clickThrough").asDouble()).isEqualTo(0.5);
                    });
        });
    }

    @Test
    void onlyOperatorsSetAnythingAndWhatMakesNoSenseIsNamed() {
        Map<String, Object> rule = Map.of("words", "x", "action", "praise", "kind", "items", "id", "1");
        String path = "/ops/rules/" + UUID.randomUUID();
        exchange(HttpMethod.PUT, path, TestTokens.service("concierge-service", "search:read"), rule)
                .expectStatus()
                .isForbidden();
        exchange(HttpMethod.PUT, path, OPERATOR, rule)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/action");
    }

    private UUID set(Map<String, Object> rule) {
        UUID id = UUID.randomUUID();
        exchange(HttpMethod.PUT, "/ops/rules/" + id, OPERATOR, rule)
                .expectStatus()
                .isOk();
        return id;
    }

    private String save(String title) {
        String id = UUID.randomUUID().toString();
        messages.publish(
                "items",
                id,
                "item.saved",
                Map.of(
                        "itemId",
                        id,
                        "type",
                        "experience",
                        "title",
                        title,
                        "description",
                        "",
                        "tags",
                        List.of(),
                        "attributes",
                        Map.of(),
                        "savedAt",
                        "2026-11-22T09:00:00Z"));
        return id;
    }

    private JsonNode search(String words) {
        return json(exchange(HttpMethod.GET, "/search?mode=words&q=" + words.replace(" ", "%20"), OPERATOR, null));
    }

    private List<String> ids(String words) {
        return search(words)
                .path("items")
                .valueStream()
                .map(hit -> hit.path("itemId").asString())
                .toList();
    }

    private static JsonNode json(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec exchange(HttpMethod method, String path, String token, @Nullable Object body) {
        RestTestClient.RequestBodySpec request = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .method(method)
                .uri(URI.create("http://localhost:" + port + path))
                .headers(headers -> headers.setBearerAuth(token));
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }
}
