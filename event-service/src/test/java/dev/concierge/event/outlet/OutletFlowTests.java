package dev.concierge.event.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.platform.outgoing.WebhookSignature;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@FlowTest(
        topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"},
        properties = {
            "concierge.outgoing.allowed=127.0.0.1",
            "concierge.event.lateness.history-only-after=1d",
            "concierge.event.lateness.refused-after=30d"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OutletFlowTests {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final EventService events;
    private final EventService operator;
    private final TestMessages messages;
    private final Guests guests;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final MeterRegistry meters;
    private final Path secrets;
    private final String name = "pushed-" + Guests.someone();
    private final String userId = Guests.someone();
    private final Receiver receiver;

    OutletFlowTests(
            @LocalServerPort int port,
            TestMessages messages,
            JdbcClient jdbc,
            TestClock clock,
            MeterRegistry meters,
            @Value("${concierge.http.secrets-dir}") Path secrets)
            throws IOException {
        this.events = EventService.on(port);
        this.operator = events.as(TestTokens.operator());
        this.messages = messages;
        this.guests = new Guests(messages);
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        this.secrets = secrets;
        this.receiver = new Receiver();
    }

    @BeforeEach
    void laySecret() throws IOException {
        Files.writeString(secrets.resolve("event-crm"), SECRET + "\n");
    }

    @AfterEach
    void close() {
        body(operator.get("/events/outlets?limit=200"))
                .get("items")
                .forEach(outlet -> operator.delete(
                        "/events/outlets/{id}", outlet.get("outletId").stringValue()));
        receiver.close();
    }

    @Test
    void chosenEventsArriveInOrderAndSigned() {
        create("event.captured");

        IntStream.range(0, 250).forEach(number -> post(name, number));
        post("another", 1);
        post(name, 250);

        awaitNumbers(251);
        assertThat(receiver.calls()).allSatisfy(OutletFlowTests::assertSigned);
        assertThat(receiver.messages()).allSatisfy(message -> {
            assertThat(message.get("type").stringValue()).isEqualTo("event.captured");
            assertThat(message.get("subject").stringValue()).isEqualTo(userId);
            Contracts.assertValid("events", "event.captured", message.get("data"));
        });
        assertThat(receiver.calls())
                .allSatisfy(call ->
                        assertThat(call.json().get("type").stringValue()).isEqualTo("events.batch"));
    }

    @Test
    void theSameKeyIsTheSameOutlet() {
        Map<String, String> key = Map.of("Idempotency-Key", name);
        JsonNode first = body(operator.post("/events/outlets", outlet(false, "event.captured"), key));

        JsonNode again = body(operator.post("/events/outlets", outlet(false, "event.captured"), key));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void whatIsNotAcknowledgedComesAgainAsItWasUnderTheSameId() {
        String outletId = create("event.captured");
        receiver.answer(500, 500);

        IntStream.range(0, 20).forEach(number -> post(name, number));

        awaitNumbers(20);
        List<Receiver.Call> calls = receiver.calls();
        assertThat(calls.subList(0, 3))
                .extracting(Receiver.Call::id)
                .containsOnly(calls.getFirst().id());
        assertThat(calls.subList(0, 3))
                .extracting(Receiver.Call::body)
                .containsOnly(calls.getFirst().body());
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(progress(outletId).get("failures").intValue())
                                .isZero());
        assertThat(progress(outletId).get("sent").longValue()).isEqualTo(20);
    }

    @Test
    void itIsBehindForAsLongAsItFailsAndNotForWhatAnotherPodTook() {
        String outletId = create("event.captured");
        receiver.answer(IntStream.range(0, 100).map(_ -> 500).boxed().toArray(Integer[]::new));
        post(name, 0);
        Awaitility.await().until(() -> behind() > 0);

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(behind()).isPositive());
        jdbc.sql("UPDATE event_outlets SET epoch = epoch + 1, lease_until = 'infinity' WHERE outlet_id = ?")
                .param(UUID.fromString(outletId))
                .update();

        Awaitility.await().untilAsserted(() -> assertThat(behind()).isZero());
    }

    private double behind() {
        return meters.get("event.outlet.behind").timeGauge().value(TimeUnit.SECONDS);
    }

    @Test
    void aBatchThatAnotherPodMayHaveSentIsMadeAgainExactly() {
        String outletId = create("event.captured");
        IntStream.range(0, 30).forEach(number -> post(name, number));
        awaitNumbers(30);
        pause(outletId, true);
        List<Receiver.Call> before = List.copyOf(receiver.calls());
        // as if it had died between sending the first batch and noting it
        jdbc.sql("""
                        UPDATE event_outlet_positions SET next_offset = next_offset - sent, sending_to = next_offset
                        WHERE outlet_id = ? AND sent > 0""").param(UUID.fromString(outletId)).update();

        pause(outletId, false);

        Awaitility.await().untilAsserted(() -> assertThat(receiver.messages()).hasSize(60));
        if (before.size() == 1) {
            assertThat(receiver.ids()).containsOnly(before.getFirst().id());
        }
        List<Integer> numbers = numbers();
        assertThat(numbers.subList(30, 60)).isEqualTo(numbers.subList(0, 30));
    }

    @Test
    void pausedNothingIsSentAndNothingIsLost() {
        String outletId = create("event.captured");
        post(name, 0);
        awaitNumbers(1);

        pause(outletId, true);
        IntStream.range(1, 10).forEach(number -> post(name, number));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(receiver.messages()).hasSize(1));
        pause(outletId, false);

        awaitNumbers(10);
    }

    @Test
    void aPauseIsMindedBetweenTheBatchesOfASlowReceiver() {
        String outletId = create("event.captured");
        pause(outletId, true);
        IntStream.range(0, 250).forEach(number -> post(name, number));
        receiver.hold();
        pause(outletId, false);
        Awaitility.await().until(() -> receiver.begun() == 1);

        operator.put("/events/outlets/" + outletId, outlet(true, "event.captured"), Map.of());
        Awaitility.await()
                .during(Duration.ofMillis(1_200))
                .untilAsserted(() -> assertThat(receiver.begun()).isOne());
        receiver.release();

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(numbers())
                        .isEqualTo(IntStream.range(0, 100).boxed().toList()));
        pause(outletId, false);
        awaitNumbers(250);
    }

    @Test
    void aReceiverThatIsGonePausesItsOutlet() {
        String outletId = create("event.captured");
        receiver.answer(410);

        post(name, 0);

        Awaitility.await()
                .untilAsserted(() -> assertThat(body(operator.get("/events/outlets/{id}", outletId))
                                .get("paused")
                                .booleanValue())
                        .isTrue());
        assertThat(progress(outletId).get("failure").stringValue()).contains("410");
    }

    @Test
    void whatBecameOfMessagesAndJourneysIsPushedToo() {
        messages.createTopics("notification-receipts", "journeys");
        create("notification.sent", "notification.failed", "run.exited");

        publish("notification-receipts", "notification.sent");
        publish("notification-receipts", "notification.delayed");
        publish("journeys", "run.exited");

        Awaitility.await()
                .untilAsserted(() -> assertThat(receiver.messages())
                        .extracting(message -> message.get("type").stringValue())
                        .containsExactlyInAnyOrder("notification.sent", "run.exited"));
    }

    @Test
    void ofErasedGuestsNothingIsPushed() {
        String outletId = create("event.captured");
        pause(outletId, true);
        post(name, 0);
        guests.erase(userId);
        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM erased_guests WHERE user_id = ?")
                                .param(userId)
                                .query(Integer.class)
                                .single())
                        .isOne());

        pause(outletId, false);
        String living = Guests.someone();
        postOf(living, name, 1);

        Awaitility.await()
                .untilAsserted(() -> assertThat(receiver.messages())
                        .extracting(message -> message.get("subject").stringValue())
                        .containsExactly(living));
    }

    @Test
    void historyAndWhoPassesForThePlatformIsNoNews() {
        createOfAll("event.captured");
        String old = "{\"batch\": [{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"%s\", \"timestamp\": 0}]}";
        assertThat(events.post("/v1/import", old.formatted(userId, name)).getStatusCode())
                .isEqualTo(HttpStatus.OK);
        foreign(userId, userId, "user.registered");
        foreign(userId, Guests.someone(), name);
        foreign(userId, userId, name);

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(receiver.messages().stream()
                                .filter(message ->
                                        message.get("subject").stringValue().equals(userId))
                                .toList())
                        .singleElement()
                        .satisfies(message -> {
                            assertThat(message.get("source").stringValue()).isEqualTo("/tests");
                            assertThat(message.at("/data/eventName").stringValue())
                                    .isEqualTo(name);
                        }));
    }

    private void foreign(String key, String guest, String eventName) {
        messages.publish("events", key, "event.captured", JsonMapper.shared().readTree("""
                {"eventId": "%s", "userId": "%s", "eventName": "%s", "eventAt": "2026-01-01T00:00:00Z",
                 "receivedAt": "2026-01-01T00:00:00Z", "attributes": {}}""".formatted(
                        UUID.randomUUID(), guest, eventName)));
    }

    @Test
    void whatCannotBeReadIsSteppedOverAndCounted() {
        String outletId = create("event.captured");
        post(name, 0);

        messages.publishRaw(
                "events",
                userId,
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "event.captured", "ce_source", "/till"),
                "{".getBytes(StandardCharsets.UTF_8));
        post(name, 1);

        awaitNumbers(2);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(progress(outletId).get("skipped").longValue())
                                .isOne());
    }

    @Test
    void whatItFailsAtIsSaid() {
        String outletId = create("event.captured");

        jdbc.sql("UPDATE event_outlets SET types = '{event.invented}', version = version + 1 WHERE outlet_id = ?")
                .param(UUID.fromString(outletId))
                .update();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(progress(outletId).get("failure").stringValue())
                                .startsWith("pushing failed: "));
    }

    @Test
    void whatCannotBeAnOutletIsRefusedAtItsFields() {
        JsonNode problem = body(operator.post("/events/outlets", """
                {"name": "x", "url": "ftp://example.org", "secret": "none-such", "types": ["user.registered"]}"""));

        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/url", "/types/0", "/secret");
        assertThat(events.get("/events/outlets").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private String create(String... types) {
        return created(outlet(false, types));
    }

    private void createOfAll(String type) {
        created(outlet(false, type).replace("\"" + name + "\"", ""));
    }

    private String created(String outlet) {
        ResponseEntity<JsonNode> made = operator.post("/events/outlets", outlet);
        assertThat(made.getStatusCode()).as(String.valueOf(made.getBody())).isEqualTo(HttpStatus.CREATED);
        return body(made).get("outletId").stringValue();
    }

    private String outlet(boolean paused, String... types) {
        return """
                {"name": "crm", "url": "%s", "secret": "crm", "types": ["%s"], "eventNames": ["%s"], "paused": %s}""".formatted(receiver.url(), String.join("\", \"", types), name, paused);
    }

    private void pause(String outletId, boolean paused) {
        ResponseEntity<JsonNode> answer =
                operator.put("/events/outlets/" + outletId, outlet(paused, "event.captured"), Map.of());
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.OK);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT lease_until <= now() FROM event_outlets WHERE outlet_id = ?")
                                        .param(UUID.fromString(outletId))
                                        .query(Boolean.class)
                                        .single())
                                .as("nobody pushes")
                                .isEqualTo(paused));
    }

    private JsonNode progress(String outletId) {
        return body(operator.get("/events/outlets/{id}/progress", outletId));
    }

    private void post(String eventName, int number) {
        postOf(userId, eventName, number);
    }

    private void postOf(String guest, String eventName, int number) {
        String event = "{\"userId\": \"%s\", \"eventName\": \"%s\", \"eventTime\": \"%s\", \"attributes\": {\"n\": %d}}"
                .formatted(guest, eventName, clock.instant().minusSeconds(60), number);
        assertThat(events.post("/event", event).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    }

    private void publish(String topic, String type) {
        ObjectNode data = (ObjectNode) Contracts.example(topic, type).deepCopy();
        messages.publish(topic, userId, type, data.put("userId", userId));
    }

    private void awaitNumbers(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(numbers())
                        .isEqualTo(IntStream.range(0, count).boxed().toList()));
    }

    private List<Integer> numbers() {
        return receiver.messages().stream()
                .map(message -> message.at("/data/attributes/n").intValue())
                .toList();
    }

    private static void assertSigned(Receiver.Call call) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(call.timestamp()));
        Map<String, String> expected = new WebhookSignature(List.of(SECRET))
                .headers(call.id(), at, call.body().getBytes(StandardCharsets.UTF_8));
        assertThat(call.signature()).isEqualTo(expected.get("webhook-signature"));
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
