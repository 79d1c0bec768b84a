package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.journey.Api;
import dev.concierge.journey.Api.Answer;
import dev.concierge.platform.message.Ids;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RunFlowTests {
    private static final String CLIENT = TestTokens.client("journeys:read", "journeys:write");

    private final Api api;
    private final TestMessages messages;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final MeterRegistry metrics;
    private final String userId = UUID.randomUUID().toString();

    RunFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        this.api = new Api(environment);
        this.messages = messages;
        this.clock = clock;
        this.jdbc = jdbc;
        this.metrics = metrics;
    }

    @BeforeEach
    void welcomeIsLive() {
        messages.publish("journey-triggers", "welcome", "journey.armed", Map.of("journeyId", "welcome", "version", 1));
        await().untilAsserted(() ->
                assertThat(api.get("/journeys/welcome", CLIENT).text("state")).isEqualTo("live"));
    }

    @Test
    void registrationRequestsOneNotification() {
        UUID event = registered(true);
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        UUID runId = Ids.derived(event, "welcome");

        assertThat(requested.path("notificationId").asString())
                .isEqualTo(Ids.derived(runId, "welcome-mail:2").toString());
        assertThat(requested.path("source").path("runId").asString()).isEqualTo(runId.toString());
        assertThat(requested.path("channels").toString()).isEqualTo("[\"email\",\"live\"]");
        assertThat(requested.path("data")).isEmpty();
        awaitOfGuest("journeys", "run.waiting");
        assertThat(ofGuest("journeys"))
                .extracting(TestMessage::type)
                .containsExactly("run.entered", "run.advanced", "run.advanced", "run.waiting");
        assertThat(api.get("/journeys/runs/" + runId, CLIENT).text("node")).isEqualTo("a-minute");
    }

    @Test
    void aTriggerThatComesAgainIsTheSameRun() {
        UUID event = registered(true);
        JsonNode trigger = trigger(event, "user.registered", registration(true), true);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);
        settle();

        assertThat(runs()).hasSize(1);
        assertThat(ofGuest("notifications")).hasSize(1);
        assertThat(ofGuest("journeys").stream().filter(message -> message.type().equals("run.entered")))
                .hasSize(1);
    }

    @Test
    void whoDoesNotWantMailIsNotWritten() {
        registered(false);

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("not-subscribed");
        assertThat(ofGuest("notifications")).isEmpty();
    }

    @Test
    void theTimerFiresWhenItsTimeHasCome() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        double fired = metrics.counter("journey.timers.fired").count();
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("quiet");
        await().untilAsserted(() ->
                assertThat(metrics.counter("journey.timers.fired").count()).isGreaterThan(fired));
        assertThat(metrics.timer("journey.timers.lag").count()).isPositive();
        assertThat(jdbc.sql("SELECT count(*) FROM jobs JOIN runs USING (run_id) WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTimerOfAWorkerThatWasFencedOffFiresOnce() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        double fenced = metrics.get("consumer.fenced").counter().count();
        jdbc.sql("UPDATE platform.consumer_position SET epoch = epoch + 1").update();
        clock.advance(Duration.ofSeconds(61));

        awaitOfGuest("journeys", "run.exited");
        assertThat(metrics.get("consumer.fenced").counter().count()).isGreaterThan(fenced);
        assertThat(whats(runs().getFirst())).containsOnlyOnce("elapsed");
    }

    @Test
    void aRunThatCannotBeMovedHoldsUpNoOther() {
        UUID broken = Ids.derived(registered(true), "welcome");
        UUID sound = Ids.derived(registered(true), "welcome");
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        jdbc.sql("UPDATE runs SET state = '{\"format\": 99}' WHERE run_id = ?")
                .param(broken)
                .update();
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("runId").asString())
                .isEqualTo(sound.toString());
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT cause FROM parked_jobs WHERE run_id = ?")
                        .param(broken)
                        .query(String.class)
                        .single())
                .contains("format: 99 (expected: 1)"));
    }

    @Test
    void aLaterEventChangesTheBranch() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        occurred(UUID.randomUUID(), "offer_viewed", JsonMapper.shared().createObjectNode(), false);
        settle();
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("engaged");
        assertThat(whats(runs().getFirst()))
                .containsExactly(
                        "entered", "evaluated", "requested", "delayed", "counted", "elapsed", "evaluated", "exited");
    }

    @Test
    void aGuestNotKnownYetIsHeldUntilTheirDataArrives() {
        UUID event = UUID.randomUUID();
        occurred(event, "user.registered", JsonMapper.shared().createObjectNode(), true);
        awaitOfGuest("journeys", "run.waiting");
        assertThat(ofGuest("notifications")).isEmpty();

        ObjectNode user = registration(true).put("userId", userId);
        messages.publish("users", userId, "user.registered", user);
        awaitOfGuest("notifications", "notification.requested");
        assertThat(whats(runs().getFirst())).containsExactly("entered", "held", "evaluated", "requested", "delayed");
    }

    @Test
    void aLateReceiptAppearsInTheTimeline() {
        registered(true);
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        clock.advance(Duration.ofSeconds(61));
        awaitOfGuest("journeys", "run.exited");
        Map<String, Object> receipt = Map.of(
                "notificationId",
                requested.path("notificationId").asString(),
                "userId",
                userId,
                "channel",
                "email",
                "at",
                clock.instant().toString(),
                "reason",
                "email: unsubscribed",
                "source",
                requested.path("source"));
        messages.publish("notification-receipts", userId, "notification.suppressed", receipt);
        messages.publish("notification-receipts", userId, "notification.suppressed", receipt);
        settle();

        String run = runs().getFirst();
        assertThat(whats(run)).endsWith("exited", "receipt").containsOnlyOnce("receipt");
        JsonNode steps =
                api.get("/journeys/runs/" + run + "/timeline", CLIENT).body().path("items");
        JsonNode last = steps.get(steps.size() - 1);
        assertThat(last.path("node").asString()).isEqualTo("welcome-mail");
        assertThat(last.path("detail").path("outcome").asString()).isEqualTo("suppressed");
        assertThat(last.path("detail").path("reason").asString()).isEqualTo("email: unsubscribed");
    }

    @Test
    void explainsWhyTheGuestIsHerePageByPage() {
        registered(false);
        awaitOfGuest("journeys", "run.exited");
        String timeline = "/journeys/runs/" + runs().getFirst() + "/timeline?limit=2";
        Answer first = api.get(timeline, CLIENT);
        Answer second = api.get(timeline + "&cursor=" + first.text("next"), CLIENT);

        JsonNode evaluated = first.body().path("items").get(1);
        assertThat(evaluated.path("detail").path("evaluation").toString())
                .isEqualTo(
                        "{\"rule\":\"preference email: subscribed, transactional\",\"inputs\":{\"email.subscribed\":false,"
                                + "\"email.transactional\":true},\"result\":\"NO\"}");
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().has("next")).isTrue();
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void initiatesARunOfTheGuest() {
        messages.publish("users", userId, "user.registered", registration(true).put("userId", userId));
        Map<String, Object> request = Map.of("journeyId", "welcome", "userId", userId, "attributes", Map.of("a", 1));
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer accepted = api.call(HttpMethod.POST, "/initiateJourney", CLIENT, request, key);
        Answer again = api.call(HttpMethod.POST, "/initiateJourney", CLIENT, request, key);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(again.text("runId")).isEqualTo(accepted.text("runId"));
        assertThat(again.headers().getFirst("Idempotency-Replay")).isEqualTo("true");
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        assertThat(requested.path("source").path("runId").asString()).isEqualTo(accepted.text("runId"));
        assertThat(requested.path("data").toString()).isEqualTo("{\"a\":1}");
        Contracts.assertValid(
                "journey-triggers",
                "run.initiate",
                ofGuest("journey-triggers").getFirst().data());
    }

    @Test
    void initiatesOnlyWhatIsDefinedAndLive() {
        assertThat(initiate("nowhere").status()).isEqualTo(404);
        assertThat(initiate("nowhere").text("code")).isEqualTo("journey-not-found");
        String draft = "draft-" + UUID.randomUUID();
        api.post(
                "/journeys",
                CLIENT,
                Map.of(
                        "journeyId",
                        draft,
                        "name",
                        "Draft",
                        "start",
                        "end",
                        "nodes",
                        Map.of("end", Map.of("type", "exit"))));

        assertThat(initiate(draft).status()).isEqualTo(409);
        assertThat(initiate(draft).text("code")).isEqualTo("journey-not-live");
        Answer incomplete = api.post("/initiateJourney", CLIENT, Map.of("journeyId", "welcome"));
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/userId");
    }

    @Test
    void cancelsARunAndItsTimer() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        String run = runs().getFirst();
        Answer accepted = api.post("/journeys/runs/" + run + "/cancel", CLIENT, Map.of("reason", "operator"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("operator");
        assertThat(jdbc.sql("SELECT count(*) FROM jobs WHERE run_id = ?::uuid")
                        .param(run)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(api.post("/journeys/runs/" + run + "/cancel", CLIENT, null).text("code"))
                .isEqualTo("run-has-exited");
        assertThat(api.post("/journeys/runs/" + UUID.randomUUID() + "/cancel", CLIENT, null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anErasedGuestLeavesNothingBehindAndDoesNotComeBack() {
        UUID event = registered(true);
        awaitOfGuest("journeys", "run.waiting");
        messages.publish(
                "users",
                userId,
                "user.deleted",
                Map.of("userId", userId, "deletedAt", clock.instant().toString()));
        await().untilAsserted(() -> assertThat(runs()).isEmpty());
        occurred(event, "user.registered", registration(true), true);
        settle();

        assertThat(runs()).isEmpty();
        assertThat(jdbc.sql("""
                        SELECT (SELECT count(*) FROM timeline WHERE run_id = :run)
                             + (SELECT count(*) FROM jobs WHERE run_id = :run)
                             + (SELECT count(*) FROM guests WHERE user_id = :guest AND preferences IS NOT NULL)
                        """)
                        .param("run", Ids.derived(event, "welcome"))
                        .param("guest", userId)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(api.post("/initiateJourney", CLIENT, Map.of("journeyId", "welcome", "userId", userId))
                        .text("code"))
                .isEqualTo("guest-not-found");
    }

    @Test
    void guestsSeeTheirOwnRunsOnly() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        String run = runs().getFirst();
        String self = TestTokens.guest(userId);
        String other = TestTokens.guest(UUID.randomUUID());

        assertThat(api.get("/journeys/runs?userId=" + userId, self).body().path("items"))
                .hasSize(1);
        assertThat(api.get("/journeys/runs", self).body().path("items")).hasSize(1);
        assertThat(api.get("/journeys/runs/" + run, self).status()).isEqualTo(200);
        assertThat(api.get("/journeys/runs/" + run + "/timeline", self).status())
                .isEqualTo(200);
        assertThat(api.get("/journeys/runs", other).body().path("items")).isEmpty();
        assertThat(api.get("/journeys/runs?userId=" + userId, other).status()).isEqualTo(404);
        assertThat(api.get("/journeys/runs/" + run, other).status()).isEqualTo(404);
        assertThat(api.get("/journeys/runs/" + run + "/timeline", other).status())
                .isEqualTo(404);
        assertThat(api.post("/journeys/runs/" + run + "/cancel", self, null).status())
                .isEqualTo(403);
        assertThat(api.post("/initiateJourney", self, Map.of()).status()).isEqualTo(403);
    }

    @Test
    void listsRunsByGuestJourneyAndStatus() {
        registered(true);
        registered(true);
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        String query = "/journeys/runs?journeyId=welcome&status=waiting&limit=1&userId=" + userId;
        Answer first = api.get(query, CLIENT);
        Answer second = api.get(query + "&cursor=" + first.text("next"), CLIENT);

        assertThat(first.body().path("items")).hasSize(1);
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().path("items")).isNotEqualTo(first.body().path("items"));
        assertThat(second.body().path("next").isNull()).isTrue();
        assertThat(api.get("/journeys/runs?status=asleep", CLIENT)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("detail")
                        .asString())
                .isEqualTo("asleep (expected: pending, waiting or exited)");
    }

    private Answer initiate(String journey) {
        return api.post("/initiateJourney", CLIENT, Map.of("journeyId", journey, "userId", userId));
    }

    private UUID registered(boolean subscribed) {
        UUID event = UUID.randomUUID();
        occurred(event, "user.registered", registration(subscribed), true);
        return event;
    }

    private void occurred(UUID event, String name, JsonNode attributes, boolean enters) {
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger(event, name, attributes, enters));
    }

    private ObjectNode trigger(UUID event, String name, JsonNode attributes, boolean enters) {
        ObjectNode trigger = JsonMapper.shared().createObjectNode();
        trigger.put("sourceEventId", event.toString())
                .put("userId", userId)
                .put("name", name)
                .put("occurredAt", clock.instant().toString())
                .set("attributes", attributes);
        var entries = trigger.putArray("entries");
        if (enters) {
            entries.addObject().put("journeyId", "welcome").put("version", 1);
        }
        return trigger;
    }

    /** The data of {@code user.registered} without the userId, as event-service passes it on. */
    private ObjectNode registration(boolean subscribed) {
        ObjectNode data =
                (ObjectNode) Contracts.example("users", "user.registered").deepCopy();
        data.remove("userId");
        ((ObjectNode) data.get("preferences").get("email")).put("subscribed", subscribed);
        return data;
    }

    /** Waits until everything published so far about the guest has been applied: what is published now comes after. */
    private void settle() {
        JsonNode nothing =
                trigger(UUID.randomUUID(), "nothing", JsonMapper.shared().createObjectNode(), false);
        Map<String, Object> receiptOfOthers = Map.of(
                "notificationId",
                UUID.randomUUID().toString(),
                "userId",
                userId,
                "channel",
                "email",
                "at",
                clock.instant().toString());
        UUID[] markers = {
            messages.publish("journey-triggers", userId, "trigger.occurred", nothing),
            messages.publish("notification-receipts", userId, "notification.sent", receiptOfOthers)
        };
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM platform.consumed_message WHERE id = ANY(?)")
                                        .param(markers)
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(markers.length));
    }

    private List<String> runs() {
        return api.get("/journeys/runs?userId=" + userId, CLIENT)
                .body()
                .path("items")
                .valueStream()
                .map(run -> run.path("runId").asString())
                .toList();
    }

    private List<String> whats(String run) {
        return api.get("/journeys/runs/" + run + "/timeline", CLIENT)
                .body()
                .path("items")
                .valueStream()
                .map(step -> step.path("what").asString())
                .toList();
    }

    private JsonNode awaitOfGuest(String topic, String type) {
        return messages.await(
                topic, type, data -> data.path("userId").asString().equals(userId));
    }

    private List<TestMessage> ofGuest(String topic) {
        return messages.received(topic).stream()
                .filter(message -> message.data().path("userId").asString().equals(userId))
                .toList();
    }
}
