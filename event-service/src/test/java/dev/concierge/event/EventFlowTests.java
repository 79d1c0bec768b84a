package dev.concierge.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestIssuer;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EventFlowTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventService events;
    private final Guests guests;
    private final TestMessages messages;
    private final JdbcClient jdbc;
    private final String userId = Guests.someone();
    private int time;

    EventFlowTests(@LocalServerPort int port, TestMessages messages, JdbcClient jdbc) {
        this.events = EventService.on(port);
        this.guests = new Guests(messages);
        this.messages = messages;
        this.jdbc = jdbc;
    }

    @Test
    void whatIsPostedIsReadByItsSenderAtOnce() {
        ResponseEntity<JsonNode> posted = events.post("/event", event("offer_viewed", "m-1"));
        String eventId = id(posted);

        ResponseEntity<JsonNode> read =
                events.get("/userEvent?userId={u}&eventId={e}&after={e}", userId, eventId, eventId);

        assertThat(posted.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(read.getHeaders().containsHeader("Stale")).isFalse();
        assertThat(body(read).at("/items/0/userEventId").asString()).isEqualTo(eventId);
        assertThat(body(read).at("/items/0/attributes/offerId").asString()).isEqualTo("o-1");
        assertThat(body(events.get("/events/{e}", eventId)))
                .isEqualTo(body(read).at("/items/0"));
    }

    /** By whichever door. */
    @Test
    void aGuestDoesNotTellOfAPurchase() {
        EventService guest = events.as(TestTokens.guest(UUID.fromString(userId)));
        String purchase = """
                {"type": "PURCHASE", "timestamp": "2026-11-22T09:00:00Z", "origin": {"id": "pos-1", "type": "till"},
                 "actor": {"id": "%s", "type": "user"}, "target": {"id": "o-1", "type": "offer"}}""".formatted(userId);

        assertThat(guest.post("/interactions", purchase).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(body(guest.post("/interactions/batch", "{\"interactions\": [" + purchase + "]}"))
                        .at("/accepted")
                        .asInt())
                .isZero();
        assertThat(guest.post("/event", event("PURCHASE")).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(events.post("/interactions", purchase).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    }

    @Test
    void saysStaleWhenAnEventDoesNotArrive() {
        ResponseEntity<JsonNode> read = events.get("/users/{u}/events?after={e}", userId, UUID.randomUUID());

        assertThat(read.getHeaders().getFirst("Stale")).isEqualTo("true");
        assertThat(body(read).get("items")).isEmpty();
    }

    @Test
    void aRepeatedMessageIsOneEventAndToldOnce() {
        listenTo("repeated", "after_all");
        String first = id(events.post("/events", event("repeated", "m-1")));
        String again = id(events.post("/event", event("repeated", "m-1")));
        String keyed = id(events.post("/events", unkeyed("repeated"), Map.of("Idempotency-Key", userId)));
        String keyedAgain = id(events.post("/events", unkeyed("repeated"), Map.of("Idempotency-Key", userId)));
        events.post("/event", event("after_all"));

        assertThat(again).isEqualTo(first);
        assertThat(keyedAgain).isEqualTo(keyed).isNotEqualTo(first);
        assertThat(guests.toldNames(userId, 3)).containsExactly("repeated", "repeated", "after_all");
        assertThat(stored("repeated")).isEqualTo(2);
    }

    @Test
    void anEventThatComesBackUnderAnotherMessageIdIsStoredAndToldOnce() {
        listenTo("replayed", "after_all");
        String eventId = id(events.post("/event", event("replayed", "m-1")));
        JsonNode captured = messages.await(
                "events",
                "event.captured",
                data -> data.get("eventId").asString().equals(eventId));
        messages.publish("events", userId, "event.captured", captured);
        messages.publish(UUID.fromString(eventId), "events", userId, "event.captured", captured);
        events.post("/event", event("after_all"));

        assertThat(guests.toldNames(userId, 2)).containsExactly("replayed", "after_all");
        assertThat(stored("replayed")).isOne();
    }

    @Test
    void journeysAreToldInTheGuestsOrder() {
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "step_" + i).toList();
        listenTo(Stream.concat(names.stream(), Stream.of("user.registered")).toArray(String[]::new));
        guests.register(userId);
        for (int from = 0; from < 60; from += 20) {
            events.post("/events/batch", batch(names.subList(from, from + 20)));
        }

        assertThat(guests.toldNames(userId, 61))
                .filteredOn(name -> name.startsWith("step_"))
                .isEqualTo(names);
    }

    @Test
    void aBatchAnswersForEachItem() {
        ResponseEntity<JsonNode> answer = events.post("/events/batch", """
                {"events": [%s, {"userId": "%s", "eventName": "x"}, {"type": "y", "payload": {"userId": "%s", "z": 1}}]}""".formatted(event("a"), userId, userId));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(body(answer).get("accepted").asInt()).isEqualTo(2);
        assertThat(body(answer).at("/results/1/problem/status").asInt()).isEqualTo(400);
        assertThat(body(answer).at("/results/1/problem/errors/0/pointer").asString())
                .isEqualTo("/events/1/eventTime");
        String last = body(answer).at("/results/2/eventId").asString();
        assertThat(body(events.get("/users/{u}/events?after={e}", userId, last)).get("items"))
                .hasSize(2);
    }

    @Test
    void aWrongEventIsAProblemWithPointers() {
        ResponseEntity<JsonNode> answer =
                events.post("/event", "{\"eventName\": \"a\", \"eventTime\": \"2099-01-01T00:00:00Z\"}");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(body(answer).get("code").asString()).isEqualTo("invalid-input");
        assertThat(body(answer).get("errors").findValuesAsString("pointer")).containsExactly("/userId", "/eventTime");
        assertThat(events.post("/event", "{").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(events.post("/event", "\"" + "x".repeat(5_000_000) + "\"").getStatusCode())
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void listsPageNewestFirst() {
        JsonNode results = body(events.post("/events/batch", batch(List.of("one", "two", "three"))))
                .get("results");
        String last = results.get(2).get("eventId").asString();

        JsonNode page = body(events.get("/users/{u}/events?limit=2&after={e}", userId, last));
        JsonNode rest = body(events.get(
                "/users/{u}/events?limit=2&cursor={c}", userId, page.get("next").asString()));

        assertThat(page.get("items").findValuesAsString("eventName")).containsExactly("three", "two");
        assertThat(rest.get("items").findValuesAsString("eventName")).containsExactly("one");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(body(events.get("/users/{u}/events?name=two", userId)).get("items"))
                .hasSize(1);
        assertThat(body(events.get("/events?name={n}&from=2026-01-01T00:00:00Z&to=2099-01-01T00:00:00Z", "two"))
                        .get("items"))
                .isNotEmpty();
        assertThat(events.get("/users/{u}/events?limit=201", userId).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(events.get("/users/{u}/events?cursor=x", userId).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void aDeletedEventDoesNotComeBack() {
        String eventId = id(events.post("/event", event("a", "m-1")));
        events.get("/users/{u}/events?after={e}", userId, eventId);

        assertThat(events.delete("/events/{e}", eventId).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        events.post("/event", event("a", "m-1"));
        String marker = id(events.post("/event", event("b")));

        assertThat(body(events.get("/users/{u}/events?after={e}", userId, marker))
                        .get("items"))
                .hasSize(1);
        assertThat(events.get("/events/{e}", eventId).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(events.delete("/events/{e}", eventId).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void whichClientDeletedAnEventIsWrittenDown() {
        String eventId = id(events.post("/event", event("a")));
        events.get("/users/{u}/events?after={e}", userId, eventId);

        events.delete("/events/{e}", eventId);

        // how it ended is written down once the caller has heard of it
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                jdbc.sql("SELECT kind || ' ' || action || ' ' || outcome FROM platform.audit_log"
                                                + " WHERE target = ? ORDER BY seq")
                                        .param("/events/" + eventId)
                                        .query(String.class)
                                        .list())
                        .containsExactly(
                                "client DELETE /events/{eventId} asked", "client DELETE /events/{eventId} 204"));
    }

    @Test
    void guestsSpeakForAndReadThemselvesOnly() {
        EventService guest = events.as(TestTokens.guest(userId));
        String eventId = id(guest.post("/event", event("a")));

        assertThat(body(guest.get("/users/{u}/events?after={e}", userId, eventId))
                        .get("items"))
                .hasSize(1);
        EventService other = events.as(TestTokens.guest(Guests.someone()));
        assertThat(other.post("/event", event("a")).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(other.get("/users/{u}/events", userId).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(guest.get("/events").getStatusCode().is4xxClientError()).isTrue();
        assertThat(events.as(TestTokens.client("users:read"))
                        .post("/event", event("a"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    /** user-service revokes their tokens together with them. */
    @Test
    void anErasedGuestsTokenTellsNothingMore() {
        EventService guest = events.as(TestTokens.guest(userId));
        assertThat(guest.post("/event", event("a")).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);

        TestIssuer.shared().revoke(TokenMarks.ofSubject(Caller.Kind.GUEST, userId));

        Awaitility.await()
                .untilAsserted(() -> assertThat(guest.post("/event", event("a")).getStatusCode())
                        .isEqualTo(HttpStatus.UNAUTHORIZED));
    }

    @Test
    void anErasedGuestLeavesNothingAndNothingComesAfter() {
        listenTo("before", "after");
        String before = id(events.post("/event", event("before")));
        events.get("/users/{u}/events?after={e}", userId, before);
        guests.erase(userId);
        Awaitility.await().until(() -> stored("before") == 0);

        String after = id(events.post("/event", event("after")));
        assertThat(body(events.get("/users/{u}/events?after={e}", userId, after))
                        .get("items"))
                .isEmpty();
        assertThat(guests.toldNames(userId, 1)).containsExactly("before");
    }

    @Test
    void anInteractionIsAlsoAnEventNamedByItsType() {
        listenTo("PURCHASE");
        ResponseEntity<JsonNode> answer = events.post("/interactions", """
                {"type": "PURCHACE", "timestamp": "2026-01-01T00:00:00Z", "origin": {"id": "pos-1", "type": "till"},
                 "actor": {"id": "%s", "type": "user"}, "target": {"id": "o-1", "type": "offer"}}""".formatted(userId));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        JsonNode told = guests.told(userId, 1).getFirst();
        assertThat(told.get("name").asString()).isEqualTo("PURCHASE");
        assertThat(told.at("/attributes/target/id").asString()).isEqualTo("o-1");
        assertThat(told.get("origin").asString()).isEqualTo("interaction");
        JsonNode captured = messages.await(
                "interactions",
                "interaction.captured",
                data -> data.get("interactionId").asString().equals(id(answer)));
        assertThat(captured.get("type").asString()).isEqualTo("PURCHASE");
        assertThat(stored("PURCHASE")).isOne();
    }

    @Test
    void anotherProducersInteractionIsStoredToo() {
        messages.publish("interactions", userId, "interaction.captured", JSON.readTree("""
                {"interactionId": "%s", "type": "VIEW", "timestamp": "2026-01-01T00:00:00Z",
                 "receivedAt": "2026-01-01T00:00:00Z", "origin": {"id": "x", "type": "x"},
                 "actor": {"id": "%s", "type": "user"}, "target": {"id": "o-1", "type": "offer"}}""".formatted(
                        UUID.randomUUID(), userId)));

        Awaitility.await().until(() -> stored("VIEW") == 1);
    }

    @Test
    void nobodyPassesForThePlatform() {
        listenTo("user.registered", "user.updated", "marker");
        ResponseEntity<JsonNode> posted = events.post("/events/batch", batch(List.of("user.registered", "marker")));
        messages.publish("events", userId, "event.captured", JSON.readTree("""
                {"eventId": "%s", "userId": "%s", "eventName": "user.updated", "eventAt": "2026-01-01T00:00:00Z",
                 "receivedAt": "2026-01-01T00:00:00Z", "attributes": {"version": 99}}""".formatted(UUID.randomUUID(), userId)));
        String forged = """
                {"interactionId": "%s", "type": "user.updated", "timestamp": "2026-01-01T00:00:00Z",
                 "receivedAt": "2026-01-01T00:00:00Z", "origin": {"id": "x", "type": "x"},
                 "actor": {"id": "%s", "type": "user"}, "target": {"id": "o-1", "type": "offer"}}""".formatted(UUID.randomUUID(), userId);
        messages.publishRaw(
                "interactions",
                userId,
                Map.of("ce_id", userId, "ce_type", "interaction.captured", "ce_source", "/till"),
                forged.getBytes(StandardCharsets.UTF_8));
        guests.register(userId);
        events.post("/event", event("marker"));

        assertThat(body(posted).at("/results/0/problem/errors/0/pointer").asString())
                .isEqualTo("/events/0/eventName");
        List<JsonNode> told = guests.told(userId, 3);
        assertThat(told)
                .extracting(one ->
                        one.get("name").asString() + " " + one.get("origin").asString())
                .containsExactlyInAnyOrder("marker event", "user.registered user-change", "marker event");
        assertThat(stored("user.updated")).isZero();
    }

    @Test
    void anotherGuestsEventUnderTheSameMessageIdIsStoredToo() {
        String other = Guests.someone();
        String same =
                "{\"userId\": \"%s\", \"eventName\": \"same\", \"eventTime\": \"2026-01-01T00:00:00Z\", \"messageId\": \""
                        + userId + "\"}";
        String first = id(events.post("/event", same.formatted(userId)));
        String second = id(events.post("/event", same.formatted(other)));

        assertThat(second).isNotEqualTo(first);
        assertThat(body(events.get("/users/{u}/events?after={e}", other, second))
                        .get("items"))
                .hasSize(1);
    }

    private void listenTo(String... names) {
        guests.arm("listener-" + userId, 1, "live", JSON.writeValueAsString(names), "null");
    }

    private String batch(List<String> names) {
        return names.stream().map(this::event).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private String event(String name) {
        return event(name, UUID.randomUUID().toString());
    }

    private String event(String name, String messageId) {
        return """
                {"userId": "%s", "eventName": "%s", "eventTime": "2026-01-01T00:00:%02dZ", "attributes": {"offerId": "o-1"},
                 "messageId": "%s"}""".formatted(userId, name, time++ % 60, userId + messageId.hashCode());
    }

    private String unkeyed(String name) {
        return "{\"type\": \"" + name + "\", \"payload\": {\"userId\": \"" + userId + "\"}}";
    }

    private long stored(String name) {
        return jdbc.sql("SELECT count(*) FROM user_events WHERE user_id = ? AND event_name = ?")
                .params(userId, name)
                .query(Long.class)
                .single();
    }

    private static String id(ResponseEntity<JsonNode> answer) {
        return body(answer).get("eventId").asString();
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
