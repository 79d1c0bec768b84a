package dev.concierge.journey.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.journey.Api;
import dev.concierge.journey.Api.Answer;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ApplicationArguments;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CatalogueFlowTests {
    private static final String WRITER = TestTokens.client("journeys:read", "journeys:write");

    private final Api api;
    private final TestMessages messages;
    private final TestClock clock;
    private final SeedWelcome seedWelcome;
    private final ApplicationArguments arguments;
    private final String id = "spring-" + UUID.randomUUID();

    CatalogueFlowTests(
            Environment environment,
            TestMessages messages,
            TestClock clock,
            SeedWelcome seedWelcome,
            ApplicationArguments arguments) {
        this.api = new Api(environment);
        this.messages = messages;
        this.clock = clock;
        this.seedWelcome = seedWelcome;
        this.arguments = arguments;
    }

    @Test
    void seedsWelcomeOnceHoweverManyPodsStart() throws Exception {
        seedWelcome.run(arguments);

        JsonNode listening = messages.await(
                "journey-definitions",
                "journey.listening",
                data -> data.path("journeyId").asString().equals("welcome"));
        assertThat(listening.path("listens").toString()).isEqualTo("[\"offer_viewed\",\"user.registered\"]");
        assertThat(listening.path("entry").path("on").asString()).isEqualTo("user.registered");
        assertThat(messages.received("journey-definitions").stream()
                        .filter(message ->
                                message.data().path("journeyId").asString().equals("welcome"))
                        .filter(message ->
                                message.data().path("state").asString().equals("arming")))
                .hasSize(1);
    }

    @Test
    void turnsLiveWhenEventServiceListens() {
        assertThat(api.post("/journeys", WRITER, definition("offer_viewed")).status())
                .isEqualTo(201);
        assertThat(read().text("state")).isEqualTo("draft");

        Answer published = api.post("/journeys/" + id + "/publish", WRITER, null);
        assertThat(published.status()).isEqualTo(202);
        assertThat(published.text("state")).isEqualTo("arming");

        awaitListening(1, "arming");
        arm(1);
        awaitListening(1, "live");
        assertThat(read().text("state")).isEqualTo("live");
        assertThat(read().body().path("liveVersion").asInt()).isEqualTo(1);
    }

    @Test
    void listensForEveryVersionThatRunsMayBeOn() {
        live(definition("offer_viewed"));
        assertThat(api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition("offer_bought"), Map.of())
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        api.post("/journeys/" + id + "/publish", WRITER, Map.of("version", 2));

        assertThat(awaitListening(2, "arming").path("listens").toString())
                .isEqualTo("[\"guest_arrived\",\"offer_bought\",\"offer_viewed\"]");
        Answer between = read();
        assertThat(between.text("state")).isEqualTo("live");
        assertThat(between.body().path("liveVersion").asInt()).isEqualTo(1);
        arm(2);
        await().untilAsserted(() ->
                assertThat(read().body().path("liveVersion").asInt()).isEqualTo(2));
    }

    @Test
    void versionsAreImmutableAndOneThatSaysTheSameIsNone() {
        api.post("/journeys", WRITER, definition("offer_viewed"));

        Answer same = api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition("offer_viewed"), Map.of());
        assertThat(same.body().path("version").asInt()).isEqualTo(1);
        Map<String, String> known =
                Map.of("If-Match", Objects.requireNonNull(same.headers().getETag()));
        Answer changed = api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition("x"), known);
        assertThat(changed.headers().getETag()).isEqualTo(read().headers().getETag());
        Answer outdated = api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition("y"), known);
        assertThat(outdated.status()).isEqualTo(412);
        assertThat(outdated.text("code")).isEqualTo("precondition-failed");
    }

    @Test
    void whoKnowsAJourneyIsToldWhenItsStateHasChanged() {
        Answer draft = api.post("/journeys", WRITER, definition("offer_viewed"));
        Map<String, String> known =
                Map.of("If-None-Match", Objects.requireNonNull(draft.headers().getETag()));
        assertThat(api.call(HttpMethod.GET, "/journeys/" + id, WRITER, null, known)
                        .status())
                .isEqualTo(304);
        assertThat(api.call(HttpMethod.GET, "/journeys/" + id, WRITER, null, Map.of("If-None-Match", "*"))
                        .status())
                .isEqualTo(304);

        api.post("/journeys/" + id + "/publish", WRITER, null);

        Answer published = api.call(HttpMethod.GET, "/journeys/" + id, WRITER, null, known);
        assertThat(published.status()).isEqualTo(200);
        assertThat(published.text("state")).isEqualTo("arming");
    }

    @Test
    void whatCouldNeverBeSentIsNotSaved() {
        ObjectNode large = definition("x");
        ((ObjectNode) large.get("entry")).putObject("attributes").put("a", "ë".repeat(20_000));
        Answer answer = api.post("/journeys", WRITER, large);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/entry/attributes");
    }

    @Test
    void saysWhereADefinitionIsWrong() {
        ObjectNode wrong = definition("x");
        ((ObjectNode) wrong.get("nodes").get("rest")).put("next", "nowhere");
        Answer answer = api.post("/journeys", WRITER, wrong);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").toString())
                .isEqualTo("[{\"pointer\":\"/nodes/rest/next\",\"detail\":\"nowhere (expected: the id of a node)\"}]");
    }

    @Test
    void aRepeatedPostIsAnsweredAgainAndAnotherConflicts() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = api.call(HttpMethod.POST, "/journeys", WRITER, definition("x"), key);
        Answer again = api.call(HttpMethod.POST, "/journeys", WRITER, definition("x"), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().getFirst("Location")).isEqualTo("/journeys/" + id);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().getFirst("Idempotency-Replay")).isEqualTo("true");
        assertThat(api.post("/journeys", WRITER, definition("x")).text("code")).isEqualTo("journey-exists");
    }

    @Test
    void aRepeatedPostIsTaggedAsTheVersionThatItShows() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        api.call(HttpMethod.POST, "/journeys", WRITER, definition("x"), key);
        api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition("y"), Map.of());

        Answer again = api.call(HttpMethod.POST, "/journeys", WRITER, definition("x"), key);

        assertThat(again.body().path("version").asInt()).isEqualTo(2);
        assertThat(again.headers().getETag()).isEqualTo(read().headers().getETag());
    }

    @Test
    void archivesAtOnceWhatWasNeverPublishedAndDrainsTheRest() {
        api.post("/journeys", WRITER, definition("x"));
        assertThat(api.post("/journeys/" + id + "/archive", WRITER, null).text("state"))
                .isEqualTo("archived");
        assertThat(api.post("/journeys/" + id + "/publish", WRITER, null).text("code"))
                .isEqualTo("journey-is-over");
    }

    @Test
    void ofAHundredUpdatesAtOnceNoneIsLost() {
        api.post("/journeys", WRITER, definition("x"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int update = 0; update < 100; update++) {
                String event = "event-" + update;
                threads.submit(() -> until200(event));
            }
        }
        assertThat(read().body().path("version").asInt()).isEqualTo(101);
    }

    /** Whoever is told to come later, since so many come at once, does. */
    private void until200(String event) {
        int status = 503;
        while (status == 503 || status == 409) {
            status = api.call(HttpMethod.PUT, "/journeys/" + id, WRITER, definition(event), Map.of())
                    .status();
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void isArchivedWhenDrained() {
        live(definition("x"));
        assertThat(api.post("/journeys/" + id + "/archive", WRITER, null).text("state"))
                .isEqualTo("draining");
        awaitListening(1, "draining");

        clock.advance(Duration.ofMinutes(2));
        awaitListening(1, "archived");
        assertThat(read().text("state")).isEqualTo("archived");
    }

    @Test
    void listsPageByPage() {
        api.post("/journeys", WRITER, definition("x"));
        Answer page = api.get("/journeys?limit=1", WRITER);

        assertThat(page.body().path("items")).hasSize(1);
        assertThat(page.body().path("next").asString()).isNotEmpty();
        assertThat(api.get("/journeys?limit=1&cursor=" + page.text("next"), WRITER)
                        .body()
                        .path("items")
                        .path(0)
                        .path("journeyId")
                        .asString())
                .isNotEqualTo(
                        page.body().path("items").path(0).path("journeyId").asString());
        assertThat(api.get("/journeys?cursor=x", WRITER).status()).isEqualTo(400);
    }

    @Test
    void servesItsSchema() {
        assertThat(api.get("/journeys/schema", WRITER).text("title")).isEqualTo("A journey definition");
    }

    @Test
    void guestsAndReadersCannotWrite() {
        assertThat(api.post("/journeys", TestTokens.client("journeys:read"), definition("x"))
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/journeys", TestTokens.guest(UUID.randomUUID())).status())
                .isEqualTo(403);
    }

    private void live(JsonNode definition) {
        api.post("/journeys", WRITER, definition);
        api.post("/journeys/" + id + "/publish", WRITER, null);
        awaitListening(1, "arming");
        arm(1);
        awaitListening(1, "live");
    }

    private void arm(int version) {
        messages.publish("journey-triggers", id, "journey.armed", Map.of("journeyId", id, "version", version));
    }

    private JsonNode awaitListening(int version, String state) {
        return messages.await(
                "journey-definitions",
                "journey.listening",
                data -> data.path("journeyId").asString().equals(id)
                        && data.path("version").asInt() == version
                        && data.path("state").asString().equals(state));
    }

    private Answer read() {
        return api.get("/journeys/" + id, WRITER);
    }

    private ObjectNode definition(String event) {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"journeyId": "%s", "name": "Spring", "entry": {"on": "guest_arrived"}, "start": "rest", "nodes": {
                    "rest": {"type": "timer", "delay": "PT1M", "next": "ask"},
                    "ask": {"type": "condition", "when": {"type": "event", "event": "%s"},
                            "next": {"yes": "end", "no": "end"}},
                    "end": {"type": "exit"}}}
                """.formatted(id, event));
    }
}
