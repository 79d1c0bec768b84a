package dev.concierge.curator.item;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Items of guests, who may see them, and how they change. */
@FlowTest(topics = {"interactions", "users"})
class OwnItemFlowTests {
    private static final Map<String, Object> MEMORY = Map.of("type", "memory", "title", "Our first dance");

    private final String ada = UUID.randomUUID().toString();
    private final String bob = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aGuestsItemIsTheirOwnAndPrivate() {
        JsonNode made = made(ada, MEMORY);

        assertThat(made.path("owner").asString()).isEqualTo(ada);
        assertThat(made.path("capacity").asString()).isEqualTo("self");
        assertThat(made.path("visibility").asString()).isEqualTo("private");
        assertThat(made.path("creator").asString()).isEqualTo("guest:" + ada);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void anotherGuestsPrivateItemIsNotThere(String method) {
        String path = "/items/" + made(ada, MEMORY).path("itemId").asString();

        as(bob, method, path, method.startsWith("P") ? MEMORY : null)
                .expectStatus()
                .isNotFound();
        as(ada, "GET", path, null).expectStatus().isOk();
        assertThat(ids(bob)).doesNotContain(path.substring("/items/".length()));
    }

    @Test
    void anItemIsSeenByThoseItIsSharedWith() {
        String id = made(ada, with(MEMORY, Map.of("visibility", "shared", "sharedWith", List.of(bob))))
                .path("itemId")
                .asString();

        assertThat(ids(bob)).contains(id);
        as(bob, "GET", "/items/" + id, null).expectStatus().isOk();
        as(bob, "DELETE", "/items/" + id, null).expectStatus().isNotFound();
        as(UUID.randomUUID().toString(), "GET", "/items/" + id, null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aGuestMakesNothingInAnothersName() {
        JsonNode problem = json(as(ada, "POST", "/items", with(MEMORY, Map.of("owner", bob)))
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/owner");
    }

    /** Else somebody else's offer would be found, and booked, under whatever name and words a guest gives it. */
    @Test
    void aGuestPutsNobodysOfferUnderANameOfTheirOwn() {
        Map<String, Object> offered =
                Map.of("businessId", "harbour", "offerId", UUID.randomUUID().toString());
        Map<String, Object> shown =
                Map.of("type", "experience", "title", "Free champagne", "visibility", "public", "attributes", offered);
        assertThat(pointer(as(ada, "POST", "/items", shown))).isEqualTo("/attributes/offerId");

        String plain = "/items/"
                + made(ada, Map.of("type", "experience", "title", "Mine"))
                        .path("itemId")
                        .asString();
        assertThat(pointer(as(ada, "PATCH", plain, Map.of("attributes", offered))))
                .isEqualTo("/attributes/offerId");
        assertThat(pointer(as(ada, "PUT", plain, shown))).isEqualTo("/attributes/offerId");

        // as a job leaves it to its owner
        String theirs = "/items/"
                + json(as(
                                        TestTokens.client("items:write", "items:read"),
                                        "POST",
                                        "/items",
                                        with(shown, Map.of("owner", ada)))
                                .expectStatus()
                                .isCreated())
                        .path("itemId")
                        .asString();
        as(ada, "PATCH", theirs, Map.of("title", "Sailing at dawn"))
                .expectStatus()
                .isOk();
        assertThat(pointer(as(ada, "PATCH", theirs, Map.of("attributes", Map.of("businessId", "motel")))))
                .isEqualTo("/attributes/businessId");
    }

    @Test
    void aGuestHasAThousandItemsAndNoMore() {
        jdbc.sql("""
                        INSERT INTO items (item_id, type, title, description, tags, attributes, visibility, owner, saved_at)
                        SELECT gen_random_uuid(), 'memory', 'One of many', '', '{}', '{}', 'private', ?, now()
                        FROM generate_series(1, 999)""").param(ada).update();
        made(ada, MEMORY);

        JsonNode refused = json(as(ada, "POST", "/items", MEMORY).expectStatus().isEqualTo(409));

        assertThat(refused.path("code").asString()).isEqualTo("too-many-items");
        made(bob, MEMORY);
    }

    @Test
    void onlyWhatEveryoneMaySeeIsToldOf() {
        String id = made(ada, MEMORY).path("itemId").asString();
        as(ada, "PATCH", "/items/" + id, Map.of("visibility", "public"))
                .expectStatus()
                .isOk();
        messages.await(
                "items", "item.saved", data -> data.path("itemId").asString().equals(id));

        as(ada, "PATCH", "/items/" + id, Map.of("visibility", "private"))
                .expectStatus()
                .isOk();

        messages.await(
                "items", "item.deleted", data -> data.path("itemId").asString().equals(id));
        assertThat(messages.received("items"))
                .filteredOn(message -> message.key().equals(id))
                .hasSize(2);
    }

    @Test
    void whoChangesWhatChangedMeanwhileIsTold() {
        String path = "/items/" + made(ada, MEMORY).path("itemId").asString();
        String tag = Objects.requireNonNull(as(ada, "GET", path, null)
                .returnResult(Void.class)
                .getResponseHeaders()
                .getETag());
        as(ada, "PATCH", path, Map.of("title", "Our second dance"))
                .expectStatus()
                .isOk();

        client().patchIfMatch(TestTokens.guest(ada), path, Map.of("title", "Lost"), tag)
                .expectStatus()
                .isEqualTo(412);

        assertThat(json(as(ada, "GET", path, null)).path("title").asString()).isEqualTo("Our second dance");
    }

    @Test
    void aReplacedItemForgetsWhatIsLeftOut() {
        String path = "/items/"
                + made(
                                ada,
                                with(
                                        MEMORY,
                                        Map.of(
                                                "topics",
                                                List.of("dance"),
                                                "price",
                                                Map.of("amount", 5, "currency", "EUR"))))
                        .path("itemId")
                        .asString();

        JsonNode replaced = json(as(ada, "PUT", path, MEMORY).expectStatus().isOk());

        assertThat(replaced.path("topics")).isEmpty();
        assertThat(replaced.has("price")).isFalse();
        assertThat(json(as(ada, "GET", path, null))).isEqualTo(replaced);
    }

    @Test
    void aKindIsRegisteredWithItsSchemaAndItsCard() {
        Map<String, Object> stay = Map.of(
                "name", "Stay",
                "schema",
                        Map.of(
                                "type", "object",
                                "required", List.of("rooms"),
                                "properties", Map.of("rooms", Map.of("type", "integer", "minimum", 1))),
                "card", Map.of("title", "/title", "badge", "/attributes/rooms"));
        as(TestTokens.operator(), "PUT", "/items/kinds/stay", stay)
                .expectStatus()
                .isOk();

        JsonNode problem =
                json(as(ada, "POST", "/items", Map.of("type", "stay", "title", "Hut", "attributes", Map.of("rooms", 0)))
                        .expectStatus()
                        .isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/attributes/rooms");
        as(ada, "POST", "/items", Map.of("type", "stay", "title", "Hut", "attributes", Map.of("rooms", 2)))
                .expectStatus()
                .isCreated();
        assertThat(json(as(ada, "GET", "/items/kinds", null)).path("items").valueStream())
                .anySatisfy(kind ->
                        assertThat(kind.path("card").path("badge").asString()).isEqualTo("/attributes/rooms"));
    }

    @Test
    void whoRegistersAKindAtTheSameMomentIsNotSentAway() throws Exception {
        Map<String, Object> hut =
                Map.of("name", "Hut", "schema", Map.of("type", "object"), "card", Map.of("title", "/title"));
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                statuses.add(operators.submit(() -> as(TestTokens.operator(), "PUT", "/items/kinds/hut", hut)
                        .returnResult(Void.class)
                        .getStatus()
                        .value()));
            }
        }

        for (Future<Integer> status : statuses) {
            assertThat(status.get()).isEqualTo(200);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM item_kinds WHERE kind = 'hut'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aSchemaThatIsNoneIsRefused() {
        as(
                        TestTokens.operator(),
                        "PUT",
                        "/items/kinds/odd",
                        Map.of("name", "Odd", "schema", Map.of("type", "odd"), "card", Map.of("title", "/title")))
                .expectStatus()
                .isBadRequest();
        as(
                        TestTokens.operator(),
                        "PUT",
                        "/items/kinds/Odd",
                        Map.of("name", "Odd", "schema", Map.of("type", "object"), "card", Map.of("title", "/title")))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("{kind}");
    }

    @Test
    void anErasedGuestsItemsAreGone() {
        String id = made(ada, MEMORY).path("itemId").asString();

        messages.publish("users", ada, "user.deleted", Map.of("userId", ada, "deletedAt", "2026-11-22T09:00:00Z"));

        await().untilAsserted(() -> client().get("/items/" + id).expectStatus().isNotFound());
    }

    private static String pointer(RestTestClient.ResponseSpec answer) {
        return json(answer.expectStatus().isBadRequest())
                .at("/errors/0/pointer")
                .asString();
    }

    private List<String> ids(String guest) {
        return json(as(guest, "GET", "/items?limit=200", null))
                .path("items")
                .valueStream()
                .map(item -> item.path("itemId").asString())
                .toList();
    }

    private JsonNode made(String guest, Map<String, ?> body) {
        return json(as(guest, "POST", "/items", body).expectStatus().isCreated());
    }

    private static Map<String, Object> with(Map<String, Object> body, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(body);
        all.putAll(more);
        return all;
    }

    private RestTestClient.ResponseSpec as(String who, String method, String path, @Nullable Map<String, ?> body) {
        return client().as(who.length() == 36 ? TestTokens.guest(who) : who, method, path, body);
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
