package dev.concierge.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class SearchFlowTests {
    private static final Neighbours NEIGHBOURS = new Neighbours();

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        registry.add("CONCIERGE_RESOURCE_URL", NEIGHBOURS::address);
        registry.add("CONCIERGE_DATEMAKER_URL", NEIGHBOURS::address);
        registry.add("CONCIERGE_USER_URL", NEIGHBOURS::address);
        registry.add("CONCIERGE_JOURNEY_URL", NEIGHBOURS::address);
    }

    private static final String TOKEN = TestTokens.service("concierge-service", "search:read");

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private MeterRegistry meters;

    @Test
    void isReadyOnceItHasCaughtUp() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> exchange("/readyz", "").expectStatus().isOk());
    }

    @Test
    void anItemIsFoundAndAfterItsDeletionNoMore() {
        isReadyOnceItHasCaughtUp();
        String id = save("Windsurfing");
        await().until(() -> find("windsurfing").size() == 1);
        JsonNode hit = find("windsurfing").path(0);
        assertThat(hit.path("itemId").asString()).isEqualTo(id);
        assertThat(hit.path("why").path(0).asString()).isEqualTo("title");
        assertThat(hit.path("score").asDouble()).isPositive();
        double sum = hit.path("parts")
                .valueStream()
                .mapToDouble(part -> part.path("points").asDouble())
                .sum();
        assertThat(hit.path("score").asDouble()).isCloseTo(sum, within(1e-9));
        assertThat(hit.path("parts").path(0).path("says").asString()).isEqualTo("has “windsurfing”");

        messages.publish("items", id, "item.deleted", Map.of("itemId", id, "deletedAt", "2026-11-22T09:30:00Z"));
        await().until(() -> find("windsurfing").isEmpty());
    }

    @Test
    void aTombstoneDeletesToo() {
        String id = save("Kitesurfing");
        await().until(() -> find("kitesurfing").size() == 1);

        messages.publishRaw("items", id, Map.of(), null);

        await().until(() -> find("kitesurfing").isEmpty());
    }

    @Test
    void aBrokenMessageHoldsUpNothing() {
        messages.publishRaw("items", "broken", Map.of("ce_type", "item.saved"), new byte[] {'{'});
        save("Paragliding");

        await().until(() -> find("paragliding").size() == 1);
    }

    @Test
    void anItemWithoutATitleHoldsUpNothing() {
        byte[] untitled = "{\"itemId\": \"untitled\", \"type\": \"gem\", \"description\": \"\", \"tags\": []}"
                .getBytes(StandardCharsets.UTF_8);
        messages.publishRaw("items", "untitled", Map.of("ce_type", "item.saved"), untitled);
        save("Gliding");

        await().until(() -> find("gliding").size() == 1);
    }

    @Test
    void onlyServicesAndOperatorsMayAsk() {
        exchange("/search?q=x", TestTokens.service("other")).expectStatus().isForbidden();
        exchange("/search?q=x", TestTokens.client("search:read")).expectStatus().isForbidden();
        exchange("/search?q=x", TestTokens.operator()).expectStatus().isOk();
        exchange("/search?q=", TOKEN).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({
        "filter=colour:red, ?filter",
        "filter=price:cheap, ?filter",
        "filter=price:NaN..5, ?filter",
        "filter=price:0x1p3, ?filter",
        "filter=attributes.stars:5f..6, ?filter",
        "facet=colour, ?facet",
        "sort=score, ?sort",
        "sort=distance, ?sort",
        "near=here, ?near",
        "'near=91,0', ?near",
        "'near=%2052,13', ?near",
        "within=5, ?within",
        "'near=52,13&within=5d', ?within",
        "mode=magic, ?mode",
        "kind=users, ?kind",
        "verify=price, ?verify",
        "persona=sailing, ?persona",
        "quota=dates:many, ?quota"
    })
    void whatCannotBeReadIsNamed(String parameter, String pointer) {
        exchange("/search?q=x&" + parameter, TOKEN)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void everyPageOfAListGoesOnWhereTheLastEndedHoweverMuchChangesMeanwhile() {
        isReadyOnceItHasCaughtUp();
        for (int i = 0; i < 23; i++) {
            save("Snorkelling no " + i);
        }
        await().until(() -> answer("q=snorkelling").path("total").asInt() == 23);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = answer("q=snorkelling&limit=7" + cursor);
            page.path("items").forEach(hit -> seen.add(hit.path("itemId").asString()));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asString();
            String more = save("Snorkelling snorkelling snorkelling");
            await().until(() -> answer("q=snorkelling&limit=200").toString().contains(more));
        }

        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void whatIsGoneIsNotShownOnALaterPage() {
        isReadyOnceItHasCaughtUp();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(save("Bungee"));
        }
        await().until(() -> find("bungee").size() == 4);
        JsonNode first = answer("q=bungee&limit=2");
        first.path("items").forEach(hit -> ids.remove(hit.path("itemId").asString()));
        messages.publishRaw("items", ids.getFirst(), Map.of(), null);
        await().until(() -> find("bungee").size() == 3);

        JsonNode second = answer("q=bungee&limit=2&cursor=" + first.path("next").asString());

        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("items").path(0).path("itemId").asString()).isEqualTo(ids.getLast());
    }

    @Test
    void datesAreListedThenFollowedAndBoundedByTheirQuota() {
        await().until(() -> answer("q=harbour&kind=dates").path("total").asInt() == 1);
        String id = UUID.randomUUID().toString();
        messages.publish(
                "date-events",
                id,
                "date-event.planned",
                Map.of(
                        "eventId",
                        id,
                        "startsAt",
                        "2030-12-01T18:00:00Z",
                        "state",
                        "NOT_STARTED",
                        "title",
                        "Harbour night"));
        save("Harbour tour");
        await().until(() ->
                answer("q=harbour&kind=dates&kind=items").path("total").asInt() == 3);
        assertThat(answer("q=harbour&kind=dates&kind=items&quota=dates:1").path("items"))
                .hasSize(2);

        messages.publish(
                "date-events",
                id,
                "date-event.moved",
                Map.of("eventId", id, "state", "RUNNING", "at", "2030-12-01T18:00:00Z"));
        await().until(() -> answer("q=harbour&kind=dates").path("total").asInt() == 1);
    }

    @Test
    void availabilityOfThePageIsVerifiedInOneCall() {
        String free = offered("Cave diving", Neighbours.FREE);
        String taken = offered("Cave diving", Neighbours.TAKEN);
        String gone = offered("Cave diving", UUID.randomUUID());
        String unoffered = save("Cave diving");
        await().until(() -> answer("q=cave").path("total").asInt() == 4);
        int before = NEIGHBOURS.calls();

        JsonNode items = answer("q=cave&verify=availability").path("items");

        assertThat(NEIGHBOURS.calls()).isEqualTo(before + 1);
        Map<String, String> states = new HashMap<>();
        items.forEach(hit -> states.put(
                hit.path("itemId").asString(),
                hit.path("availability").path("state").asString()));
        assertThat(states)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(free, "VERIFIED", taken, "CHANGED", gone, "CHANGED", unoffered, "UNKNOWN"));
        assertThat(answer("q=cave").path("items").path(0).path("availability").isNull())
                .isTrue();
    }

    @Test
    void withResourceServiceAwayASearchIsAnsweredInTimeAndSaysSo() {
        offered("Ice climbing", Neighbours.FREE);
        await().until(() -> answer("q=ice").path("total").asInt() == 1);
        NEIGHBOURS.hang();
        try {
            long begun = System.nanoTime();
            JsonNode availability =
                    answer("q=ice&verify=availability").path("items").path(0).path("availability");

            assertThat(availability.path("state").asString()).isEqualTo("UNKNOWN");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            NEIGHBOURS.answerAgain();
        }
    }

    private String offered(String title, UUID offer) {
        return save(title, Map.of("businessId", "b1", "offerId", offer.toString()));
    }

    @Test
    void operatorsFindGuestsAndJourneysAndNobodyElseDoes() {
        await().until(() -> titles("q=quixote&kind=users").equals(List.of("Ada Quixote")));
        await().until(() -> titles("q=greeting&kind=journeys").equals(List.of("Greeting of newcomers")));
        assertThat(titles("q=ada@example.org&kind=users")).containsExactly("Ada Quixote");

        exchange("/ops/search?q=quixote&kind=users", TOKEN).expectStatus().isForbidden();
        exchange("/search?q=quixote&kind=journeys", TOKEN).expectStatus().isBadRequest();
        assertThat(answer("q=quixote").path("total").asInt()).isZero();
        assertThat(answer("q=qixote").path("didYouMean").isNull())
                .as("not even a spelling is told")
                .isTrue();
        exchange("/search/similar?kind=users&id=" + Neighbours.ADA, TOKEN)
                .expectStatus()
                .isBadRequest();
    }

    /** The topic holds nothing personal: it says who changed, and user-service who that is. */
    @Test
    void aGuestIsFoundAsTheyAreNowAndAfterTheirDeletionNoMore() {
        await().until(() -> titles("q=quixote&kind=users").contains("Ada Quixote"));
        NEIGHBOURS.call("Bob");
        users("user.registered");
        await().until(() -> titles("q=bob&kind=users").equals(List.of("Bob Quixote")));

        NEIGHBOURS.call("Robert");
        NEIGHBOURS.answerOld(2); // its pods keep answers for two seconds
        users("user.updated");
        await().until(() -> titles("q=robert&kind=users").equals(List.of("Robert Quixote")));
        assertThat(titles("q=bob&kind=users")).isEmpty();
        assertThat(titles("q=bobby&kind=users")).isEmpty();

        users("user.deleted");
        await().until(() -> titles("q=robert&kind=users").isEmpty());
    }

    @Test
    void whatTheIndexHasNotTakenGrowsOld() {
        await().until(() -> titles("q=quixote&kind=users").contains("Ada Quixote"));
        await().untilAsserted(() -> assertThat(lag()).isZero());
        NEIGHBOURS.call("Roberta");
        NEIGHBOURS.answerOld(25); // it is asked again every tenth of a second

        users("user.updated");

        await().untilAsserted(() -> assertThat(lag()).isGreaterThan(1));
        await().until(() -> titles("q=roberta&kind=users").equals(List.of("Roberta Quixote")));
        await().untilAsserted(() -> assertThat(lag()).isZero());
        users("user.deleted");
        await().until(() -> titles("q=roberta&kind=users").isEmpty());
    }

    private double lag() {
        return meters.get("consumer.lag.time")
                .tag("subscription", "users-follower")
                .gauge()
                .value();
    }

    private void users(String type) {
        ObjectNode example = (ObjectNode) Contracts.example("users", type);
        messages.publish("users", Neighbours.BOB, type, example.put("userId", Neighbours.BOB));
    }

    private List<String> titles(String parameters) {
        return Objects.requireNonNull(exchange("/ops/search?mode=words&" + parameters, TestTokens.operator())
                        .expectStatus()
                        .isOk()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("items")
                .valueStream()
                .map(hit -> hit.path("title").asString())
                .toList();
    }

    @Test
    void whatGuestsLikeComesFirstAmongEqualsAndSaysSo() {
        String first = save("Spelunking");
        String second = save("Spelunking");
        String liked = first.compareTo(second) < 0 ? second : first;
        for (int i = 0; i < 5; i++) {
            interact(UUID.randomUUID(), "PURCHASE", liked);
        }

        // The liked one is first for a moment where the other is not searchable yet, too: what is liked is told first.
        JsonNode hit = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> find("spelunking").path(0),
                        found -> found.path("itemId").asString().equals(liked)
                                && popularity(found)
                                        .filter(part -> part.path("points").asDouble() >= 0.03)
                                        .isPresent());
        JsonNode part = popularity(hit).orElseThrow();
        assertThat(part.path("says").asString()).isEqualTo("is liked by guests");
        assertThat(part.path("points").asDouble()).isBetween(0.03, 0.05);
        assertThat(hit.path("score").asDouble())
                .isCloseTo(
                        hit.path("parts")
                                .valueStream()
                                .mapToDouble(one -> one.path("points").asDouble())
                                .sum(),
                        within(1e-9));
    }

    private static Optional<JsonNode> popularity(JsonNode hit) {
        return hit.path("parts")
                .valueStream()
                .filter(one -> one.path("signal").asString().equals("popularity"))
                .findFirst();
    }

    private void interact(UUID guest, String type, String item) {
        Map<String, Object> interaction = Map.of(
                "interactionId",
                UUID.randomUUID().toString(),
                "type",
                type,
                "timestamp",
                Instant.now(Clock.systemUTC()).toString(),
                "receivedAt",
                Instant.now(Clock.systemUTC()).toString(),
                "origin",
                Map.of("id", "ios", "type", "app"),
                "actor",
                Map.of("id", guest.toString(), "type", "user"),
                "target",
                Map.of("id", item, "type", "item"));
        messages.publish("interactions", guest.toString(), "interaction.captured", interaction);
    }

    @Test
    void similarThingsShareTellingWordsOrMeaningAndSayWhich() {
        String tour = save("Lighthouse tour by candlelight");
        String other = save("Candlelight walk to the lighthouse");
        save("Accounting for beginners");
        await().until(() -> answer("q=lighthouse").path("total").asInt() == 2);

        // its meaning follows its words
        await().atMost(Duration.ofSeconds(30))
                .until(() -> similar(tour).at("/items/0/itemId").asString("").equals(other));
        JsonNode similar = similar(tour);
        JsonNode hit = similar.path("items").path(0);
        assertThat(hit.path("parts").findValuesAsString("says")).contains("has “Lighthouse”", "has “candlelight”");
        assertThat(hit.path("score").asDouble())
                .isCloseTo(
                        hit.path("parts")
                                .valueStream()
                                .mapToDouble(part -> part.path("points").asDouble())
                                .sum(),
                        within(1e-9));
        assertThat(similar.path("items").findValuesAsString("itemId")).doesNotContain(tour);
        assertThat(similar.toString()).doesNotContain("Accounting");
        exchange("/search/similar?id=" + UUID.randomUUID(), TOKEN)
                .expectStatus()
                .isNotFound();
        exchange("/search/similar?id=" + tour + "&limit=0", TOKEN)
                .expectStatus()
                .isBadRequest();
    }

    private JsonNode similar(String item) {
        return Objects.requireNonNull(exchange("/search/similar?id=" + item, TOKEN)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void titlesCompleteWhatIsTyped() {
        save("Zorbing downhill");

        await().untilAsserted(() -> exchange("/search/suggestions?q=zor", TOKEN)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0]")
                .isEqualTo("Zorbing downhill"));
    }

    @Test
    void aMeaningIsFoundWithoutItsWords() {
        save("Scuba lessons in the reef");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode answer = answer("q=learn%20to%20dive%20underwater&mode=blended");
            assertThat(answer.path("meaning").asString()).isEqualTo("USED");
            assertThat(answer.path("items").path(0).path("title").asString()).isEqualTo("Scuba lessons in the reef");
        });
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        exchange("/search?q=x&cursor=eAB5", TOKEN)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "sort=title, sort=relevance",
        "sort=savedAt, sort=price",
        "sort=price, sort=-price",
        "sort=relevance, sort=savedAt",
        "'sort=distance&near=52.5,13.4', 'sort=distance&near=48.1,11.6'"
    })
    void aCursorOfAnotherOrderIsRefused(String order, String other) {
        isReadyOnceItHasCaughtUp();
        if (find("parasailing").isEmpty()) {
            save("Parasailing");
            save("Parasailing again");
        }
        await().until(() -> find("parasailing").size() == 2);
        String next = answer("q=parasailing&limit=1&" + order).path("next").asString();

        assertThat(answer("q=parasailing&limit=1&" + order + "&cursor=" + next).path("items"))
                .hasSize(1);
        exchange("/search?mode=words&q=parasailing&limit=1&" + other + "&cursor=" + next, TOKEN)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?cursor");
    }

    @ParameterizedTest
    @CsvSource({"sort=price, PRICE, cheap", "sort=savedAt, SAVED_AT, 1.5", "sort=relevance, relevance, NaN"})
    void aCursorWhoseValueIsNoneOfItsOrderIsRefused(String order, String name, String value) {
        String next = PageRequest.of(null, null, "/search").next(Cursor.of(name, "list", 0, value, "items/1"));

        exchange("/search?q=x&" + order + "&cursor=" + next, TOKEN)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?cursor");
    }

    private String save(String title) {
        return save(title, Map.of());
    }

    private String save(String title, Map<String, Object> attributes) {
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
                        attributes,
                        "savedAt",
                        "2026-11-22T09:00:00Z"));
        return id;
    }

    private JsonNode find(String words) {
        return answer("q=" + words).path("items");
    }

    private JsonNode answer(String parameters) {
        String mode = parameters.contains("mode=") ? "" : "mode=words&";
        return Objects.requireNonNull(exchange("/search?" + mode + parameters, TOKEN)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec exchange(String path, String token) {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .headers(headers -> {
                    if (!token.isEmpty()) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange();
    }
}
