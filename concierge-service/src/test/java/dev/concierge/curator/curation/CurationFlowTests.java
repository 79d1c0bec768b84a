package dev.concierge.curator.curation;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.curator.training.TrainingRun;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Curations from what guests did, without words to search for. */
@FlowTest(
        topics = {"interactions", "users"},
        properties = "CONCIERGE_CURATOR_CURATION_EXPLORATION=0.2")
class CurationFlowTests {
    private final String ada = UUID.randomUUID().toString();
    private final String topic = "t" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext context;

    private final List<String> items = new ArrayList<>();

    @BeforeEach
    void items() {
        for (int i = 0; i < 30; i++) {
            items.add(item("item " + i, i % 2 == 0 ? topic : "other", Map.of()));
        }
    }

    @Test
    void aNewGuestIsShownWhatTheySayTheyLikeAndWhy() {
        JsonNode curation = curation(ada, Map.of("size", 10, "params", Map.of("topics", List.of(topic))));

        JsonNode likely = item(
                curation,
                item -> !item.path("explored").asBoolean()
                        && item.path("item").path("topics").path(0).asString().equals(topic));
        assertThat(likely.path("why").valueStream().map(why -> why.path("words").asString()))
                .contains("it is about " + topic + ", which you like");
        assertThat(curation.path("items")).hasSize(10);
    }

    /** A guest who never stops would fill the database by what nobody reads again. */
    @Test
    void ofAGuestWhoMakesThemWithoutEndTheNewestAreKept() {
        for (String madeBy : List.of(ada, "app")) {
            jdbc.sql("""
                insert into curations (curation_id, guest, made_by, seed, inputs, propensities, made_at)
                select gen_random_uuid(), ?, ?, 1, '{}', '[]', now() - number * interval '1 minute'
                from generate_series(1, 150) as number
                """).params(ada, madeBy).update();
        }

        String newest = json(new CuratorClient(port)
                        .as(TestTokens.guest(ada), "POST", "/curations", Map.of("size", 5))
                        .expectStatus()
                        .isCreated())
                .path("curationId")
                .asString();

        assertThat(made(ada)).isEqualTo(100);
        assertThat(made("app")).isEqualTo(150);
        new CuratorClient(port)
                .as(TestTokens.guest(ada), "GET", "/curations/" + newest, null)
                .expectStatus()
                .isOk();
    }

    private int made(String by) {
        return jdbc.sql("select count(*) from curations where guest = ? and made_by = ?")
                .params(ada, by)
                .query(Integer.class)
                .single();
    }

    @Test
    void theReasonsSumToTheScore() {
        JsonNode curation = curation(ada, Map.of("size", 10, "params", Map.of("topics", List.of(topic))));

        curation.path("items")
                .valueStream()
                .forEach(item -> assertThat(item.path("why")
                                .valueStream()
                                .mapToDouble(why -> why.path("value").asDouble())
                                .sum())
                        .isCloseTo(item.path("score").asDouble(), within(1e-9)));
    }

    @Test
    void everyPlaceSaysHowLikelyItWas() {
        JsonNode curation = curation(ada, Map.of("size", 20, "params", Map.of("topics", List.of(topic))));

        curation.path("items")
                .valueStream()
                .forEach(item -> assertThat(item.path("propensity").asDouble())
                        .isPositive()
                        .isLessThanOrEqualTo(item.path("explored").asBoolean() ? 0.2 : 0.8));
    }

    @Test
    void nothingStandsTwiceOverThePages() {
        JsonNode first = json(as(ada, "POST", "/curations?limit=8", Map.of("size", 20))
                .expectStatus()
                .isCreated());
        JsonNode second = page(first, 8);
        JsonNode third = page(first, second.path("next").asString(), 8);

        List<String> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        all.addAll(ids(third));
        assertThat(all).hasSize(20).doesNotHaveDuplicates();
        assertThat(third.path("next").isNull()).isTrue();
    }

    @Test
    void theListIsTheSameWhenTheCacheIsLost() {
        JsonNode first = json(as(ada, "POST", "/curations?limit=5", Map.of("size", 20)));
        String path = "/curations/" + first.path("curationId").asString() + "?limit=20";
        JsonNode before = json(as(ada, "GET", path, null));

        jdbc.sql("UPDATE platform.cache_generation SET generation = generation + 1")
                .update();
        item("a newer one", topic, Map.of());
        interact(ada, "PURCHASE", items.getFirst());

        assertThat(json(as(ada, "GET", path, null))).isEqualTo(before);
    }

    @Test
    void whatWasBoughtIsNotInTheNextCurationAndSpeaksForItsLike() {
        Map<String, Object> all = Map.of("size", 100);
        // whether it was there before depends on what other tests have added, so it is not asked

        interact(ada, "PURCHASE", items.getFirst());

        await().untilAsserted(() -> assertThat(ids(curation(ada, all))).doesNotContain(items.getFirst()));
        JsonNode next = curation(ada, Map.of("size", 5));
        assertThat(item(next, item -> !item.path("explored").asBoolean())
                        .path("item")
                        .path("topics")
                        .path(0)
                        .asString())
                .isEqualTo(topic);
    }

    @Test
    void anItemThatIsHiddenOrDeletedIsGoneFromTheNextPage() {
        JsonNode first = json(as(ada, "POST", "/curations?limit=5", Map.of("size", 20)));
        JsonNode next = page(first, 15);
        List<String> later = ids(next);

        client().as(
                        TestTokens.client("items:write"),
                        "PATCH",
                        "/items/" + later.get(0),
                        Map.of("visibility", "private"));
        client().as(TestTokens.client("items:write"), "DELETE", "/items/" + later.get(1), null);

        assertThat(ids(page(first, 15))).isEqualTo(later.subList(2, later.size()));
        as(ada, "GET", "/curations/" + first.path("curationId").asString() + "/items/" + later.get(1), null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whatIsNotAvailableYetIsNotShown() {
        String later = item("later", topic, Map.of("availableFrom", "2999-01-01T00:00:00Z"));
        String past = item("past", topic, Map.of("availableUntil", "2001-01-01T00:00:00Z"));

        assertThat(ids(curation(ada, Map.of("size", 100)))).doesNotContain(later, past);
    }

    @Test
    void anotherGuestsPrivateItemIsNeverShown() {
        String secret = json(as(UUID.randomUUID().toString(), "POST", "/items", Map.of("type", "memory", "title", "s")))
                .path("itemId")
                .asString();

        assertThat(ids(curation(ada, Map.of("size", 100)))).doesNotContain(secret);
    }

    @Test
    void anotherGuestsCurationIsNotThere() {
        JsonNode curation = curation(ada, Map.of());
        String path = "/curations/" + curation.path("curationId").asString();
        String bob = UUID.randomUUID().toString();

        as(bob, "GET", path, null).expectStatus().isNotFound();
        as(bob, "GET", path + "/items/" + ids(curation).getFirst(), null)
                .expectStatus()
                .isNotFound();
        as(bob, "POST", "/curations", Map.of("guest", ada)).expectStatus().isNotFound();
        as(ada, "GET", path + "/items/" + ids(curation).getFirst(), null)
                .expectStatus()
                .isOk();
    }

    @Test
    void onlyWhatTheClientAsksForIsShown() {
        String near = item(
                "near",
                topic,
                Map.of(
                        "place", Map.of("lat", 48.1, "lon", 11.5),
                        "price", Map.of("amount", 900, "currency", "EUR"),
                        "languages", List.of("de")));

        JsonNode curation = curation(
                ada,
                Map.of(
                        "size",
                        100,
                        "params",
                        Map.of(
                                "kinds", List.of("gem"),
                                "languages", List.of("de"),
                                "near", Map.of("lat", 48.0, "lon", 11.5, "km", 20),
                                "maxPrice", Map.of("amount", 1_000, "currency", "EUR"))));

        assertThat(ids(curation)).containsExactly(near);
    }

    @Test
    void anErasedGuestsCurationsAreGone() {
        String path = "/curations/" + curation(ada, Map.of()).path("curationId").asString();

        messages.publish("users", ada, "user.deleted", Map.of("userId", ada, "deletedAt", "2026-11-22T09:00:00Z"));

        await().untilAsserted(() -> as(ada, "GET", path, null).expectStatus().isNotFound());
    }

    @Test
    void aTrainedModelIsServedAndItsReasonsAreTrue() throws Exception {
        for (int guest = 0; guest < 12; guest++) {
            String other = UUID.randomUUID().toString();
            for (int i = 0; i < 6; i++) {
                interact(other, "SAVE", items.get((guest + 2 * i) % 14));
            }
        }
        interact(ada, "SAVE", items.get(2));
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM interactions WHERE guest = ?")
                        .param(ada)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));

        TrainingRun.of(context);

        JsonNode served = json(client().as(TestTokens.operator(), "GET", "/ops/models", null)
                        .expectStatus()
                        .isOk())
                .path("items")
                .path(0);
        assertThat(served.path("isServed").asBoolean()).isTrue();
        assertThat(served.path("figures").path("popularity").path("ndcg").isNumber())
                .isTrue();
        json(client().as(
                        TestTokens.operator(),
                        "PUT",
                        "/ops/models/served",
                        Map.of("version", served.path("version").asString()))
                .expectStatus()
                .isOk());
        JsonNode curation = curation(ada, Map.of("size", 10));
        assertThat(curation.path("model").asString())
                .isEqualTo(served.path("version").asString());
        JsonNode like = item(
                curation,
                item -> item.path("why")
                        .valueStream()
                        .anyMatch(why -> why.path("words").asString().equals("because you saved item 2")));
        assertThat(like.path("why")
                        .valueStream()
                        .filter(why -> why.path("part").asString().equals("taste"))
                        .map(why -> why.path("itemId").asString()))
                .containsExactly(items.get(2));
    }

    private JsonNode curation(String guest, Map<String, ?> asked) {
        return json(
                as(guest, "POST", "/curations?limit=100", asked).expectStatus().isCreated());
    }

    private JsonNode page(JsonNode page, int limit) {
        return page(page, page.path("next").asString(), limit);
    }

    private JsonNode page(JsonNode page, String cursor, int limit) {
        return json(as(
                        page.path("guest").asString(),
                        "GET",
                        "/curations/" + page.path("curationId").asString() + "?limit=" + limit + "&cursor=" + cursor,
                        null)
                .expectStatus()
                .isOk());
    }

    private static List<String> ids(JsonNode curation) {
        return curation.path("items")
                .valueStream()
                .map(item -> item.path("item").path("itemId").asString())
                .toList();
    }

    private static JsonNode item(JsonNode curation, Predicate<JsonNode> wanted) {
        return curation.path("items").valueStream().filter(wanted).findFirst().orElseThrow();
    }

    private String item(String title, String about, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", "gem", "title", title, "topics", List.of(about)));
        body.putAll(more);
        return json(client().post("/items", body, null).expectStatus().isCreated())
                .path("itemId")
                .asString();
    }

    private void interact(String guest, String type, String item) {
        Instant now = Instant.parse("2026-11-22T09:00:00Z");
        messages.publish(
                "interactions",
                guest,
                "interaction.captured",
                Map.of(
                        "interactionId", UUID.randomUUID(),
                        "type", type,
                        "timestamp", now,
                        "receivedAt", now,
                        "origin", Map.of("id", "ios", "type", "app"),
                        "actor", Map.of("id", guest, "type", "user"),
                        "target", Map.of("id", item, "type", "gem")));
    }

    private RestTestClient.ResponseSpec as(String guest, String method, String path, @Nullable Map<String, ?> body) {
        return client().as(TestTokens.guest(guest), method, path, body);
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
