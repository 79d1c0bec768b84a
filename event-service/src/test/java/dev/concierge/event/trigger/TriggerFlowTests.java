package dev.concierge.event.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TriggerFlowTests {
    private final EventService events;
    private final Guests guests;
    private final TestMessages messages;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final String userId = Guests.someone();
    private final String journeyId = "journey-" + userId;

    TriggerFlowTests(@LocalServerPort int port, TestMessages messages, TestClock clock, JdbcClient jdbc) {
        this.events = EventService.on(port);
        this.guests = new Guests(messages);
        this.messages = messages;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void guestsEnterWhileTheJourneyIsOpenAndAreToldUntilItIsArchived() {
        String entry = "{\"on\": \"enter\", \"attributes\": {\"tier\": \"gold\"}}";
        guests.arm(journeyId, 1, "arming", "[]", entry);
        post(at("enter", 0, "{\"tier\": \"gold\"}"), at("enter", 0, "{\"tier\": \"silver\"}"));
        guests.told(userId, 2);
        guests.arm(journeyId, 2, "live", "[]", entry);
        post(at("enter", 0, "{\"tier\": \"gold\"}"));
        guests.told(userId, 3);
        guests.arm(journeyId, 2, "paused", "[]", entry);
        post(at("enter", 0, "{\"tier\": \"gold\"}"));
        guests.told(userId, 4);
        guests.arm(journeyId, 2, "archived", "[]", entry);
        post(at("enter", 0, "{\"tier\": \"gold\"}"));

        assertThat(entriesThenMarker())
                .containsExactly(List.of(journeyId + " v1"), List.of(), List.of(journeyId + " v2"), List.of());
    }

    @Test
    void aWithdrawnDefinitionIsForgotten() {
        guests.arm(journeyId, 1, "live", "[\"heard\"]", "null");
        post(at("heard", 0, "{}"));
        guests.told(userId, 1);
        withdraw();
        guests.arm("after-" + journeyId, 1, "live", "[\"unrelated\"]", "null");
        post(at("heard", 0, "{}"));

        assertThat(entriesThenMarker()).hasSize(1);
    }

    @Test
    void aDefinitionThatComesAfterNewerOnesChangesNothing() {
        guests.arm(journeyId, 2, "live", "[\"heard\"]", "null");
        comesLate("[\"outdated\"]");
        post(at("outdated", 0, "{}"), at("heard", 0, "{}"));
        assertThat(guests.toldNames(userId, 1)).containsExactly("heard");

        withdraw();
        comesLate("[\"outdated\"]");
        post(at("outdated", 0, "{}"), at("heard", 0, "{}"));
        assertThat(entriesThenMarker()).hasSize(1);
    }

    @Test
    void countsWithinAWindowAndWithTheAttributes() {
        guests.arm(journeyId, 1, "live", "[]", "null");
        String triggerId = create("""
                {"journeyId": "%s", "eventName": "bought", "conditions":
                 {"count": 2, "within": "PT1H", "attributes": {"kind": "trip"}}}""".formatted(journeyId));
        post(
                at("bought", 0, "{\"kind\": \"trip\"}"),
                at("bought", 90, "{\"kind\": \"trip\"}"),
                at("bought", 100, "{\"kind\": \"gift\"}"),
                at("bought", 149, "{\"kind\": \"trip\"}"),
                at("bought", 30, "{\"kind\": \"trip\"}"));

        assertThat(entriesThenMarker())
                .containsExactly(List.of(journeyId + " v1 " + triggerId), List.of(journeyId + " v1 " + triggerId));
    }

    @Test
    void twoWithinAnHourHoldInWhateverOrderTheyCome() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(2, ""));
        post(at("bought", 5, "{}"));
        guests.told(userId, 1);
        post(at("bought", 0, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"0,5,10", "0,10,5", "5,0,10", "5,10,0", "10,0,5", "10,5,0"})
    void threeWithinAnHourHoldOnceWhenTheThirdHasComeInAnyOrder(int first, int second, int third) {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(3, ""));
        post(at("bought", first, "{}"), at("bought", second, "{}"));
        guests.told(userId, 2);
        post(at("bought", third, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 0, 1);
    }

    @Test
    void whatLiesMoreThanTheWindowApartNeverHolds() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(3, ""));
        // the first three span the whole hour; the fourth makes three in less with either two of them
        post(at("bought", 60, "{}"), at("bought", 0, "{}"), at("bought", 30, "{}"), at("bought", 59, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 0, 0, 1);
    }

    @Test
    void whatHappenedAtTheSameInstantCountsEach() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(3, ""));
        post(at("bought", 7, "{}"), at("bought", 7, "{}"), at("bought", 7, "{}"), at("bought", 7, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 0, 1, 1);
    }

    @Test
    void disorderMakesNothingHoldTwiceThatHoldsOnce() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(2, "\"only_once\": true, "));
        post(at("bought", 10, "{}"), at("bought", 5, "{}"), at("bought", 0, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 1, 0);
    }

    @Test
    void aRepetitionInDisorderNeitherCountsNorHoldsAgain() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create(bought(2, ""));
        String later = at("bought", 5, "{}").replaceFirst("}$", ", \"messageId\": \"later\"}");
        String earlier = at("bought", 0, "{}").replaceFirst("}$", ", \"messageId\": \"earlier\"}");
        post(later);
        guests.told(userId, 1);
        post(later);
        post(earlier, later, earlier);
        post(earlier);

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 1);
    }

    @Test
    void holdsOnlyOncePerGuest() {
        guests.arm(journeyId, 1, "live", "[\"bought\"]", "null");
        create("""
                {"journeyId": "%s", "eventName": "bought", "conditions": {"only_once": true, "count": 2}}""".formatted(journeyId));
        post(at("bought", 0, "{}"), at("bought", 1, "{}"), at("bought", 2, "{}"));
        post(at("bought", 3, "{}"));

        assertThat(entriesThenMarker()).extracting(List::size).containsExactly(0, 1, 0, 0);
    }

    @Test
    void aTriggerThatDoesNotEnterOnlyTells() {
        guests.arm(journeyId, 1, "live", "[]", "null");
        create("{\"journeyId\": \"%s\", \"eventName\": \"bought\", \"trigger\": false}".formatted(journeyId));
        post(at("bought", 0, "{}"));

        assertThat(entriesThenMarker()).containsExactly(List.of());
    }

    @Test
    void triggersAreCreatedOnceReadReplacedAndRemoved() {
        String body = "{\"journeyId\": \"%s\", \"eventName\": \"bought\"}".formatted(journeyId);
        ResponseEntity<JsonNode> created = events.post("/triggers", body, Map.of("Idempotency-Key", userId));
        ResponseEntity<JsonNode> again = events.post("/triggers", body, Map.of("Idempotency-Key", userId));
        String path = Objects.requireNonNull(created.getHeaders().getLocation()).getPath();

        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(again.getHeaders().getFirst("Idempotency-Replay")).isEqualTo("true");
        assertThat(again.getBody()).isEqualTo(created.getBody());
        assertThat(body(events.get("/triggers?journeyId={j}", journeyId)).get("items"))
                .hasSize(1);

        String changed = body.replace("bought", "saved");
        assertThat(events.put(path, changed, Map.of("If-Match", "\"7\"")).getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        String tag = Objects.requireNonNull(created.getHeaders().getETag());
        assertThat(events.get(path).getHeaders().getETag()).isEqualTo(tag);
        ResponseEntity<JsonNode> replaced = events.put(path, changed, Map.of("If-Match", tag));
        assertThat(body(replaced).get("eventName").asString()).isEqualTo("saved");
        assertThat(replaced.getHeaders().getETag()).isNotEqualTo(tag);
        assertThat(events.put(path, changed, Map.of("If-Match", tag)).getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        assertThat(events.put(path, body, Map.of("If-Match", "*")).getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(events.delete(path).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(events.get(path).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void wrongTriggersAreRefusedWithPointers() {
        ResponseEntity<JsonNode> answer = events.post("/triggers", """
                {"journeyId": "j", "eventName": "e", "conditions": {"count": 0, "within": "PT-1S"}}""");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(body(answer).get("errors").findValuesAsString("pointer"))
                .containsExactly("/conditions/count", "/conditions/within");
        assertThat(body(events.post("/triggers", "{\"eventName\": \"\"}"))
                        .get("errors")
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/eventName", "/journeyId");
    }

    private void withdraw() {
        define(Map.of("ce_time", clock.instant().toString()), null);
    }

    /** A value from an hour ago, as a reader of a compacted topic may meet it. */
    private void comesLate(String listens) {
        Map<String, String> headers = Map.of(
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", "journey.listening",
                "ce_time", clock.instant().minus(Duration.ofHours(1)).toString());
        String definition = """
                {"journeyId": "%s", "version": 1, "state": "live", "listens": %s}""".formatted(journeyId, listens);
        define(headers, definition.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when it has been handled. */
    private void define(Map<String, String> headers, byte @Nullable [] definition) {
        long before = listeningVersion();
        messages.publishRaw("journey-definitions", journeyId, headers, definition);
        Awaitility.await().until(() -> listeningVersion() > before);
    }

    private long listeningVersion() {
        return jdbc.sql("SELECT version FROM listening_version")
                .query(Long.class)
                .single();
    }

    private String create(String trigger) {
        return body(events.post("/triggers", trigger)).get("triggerId").asString();
    }

    /** @param more conditions, each with a comma behind it */
    private String bought(int count, String more) {
        return """
                {"journeyId": "%s", "eventName": "bought", "conditions": {%s"count": %d, "within": "PT1H"}}""".formatted(journeyId, more, count);
    }

    private void post(String... bodies) {
        ResponseEntity<JsonNode> answer =
                events.post("/events/batch", Stream.of(bodies).collect(Collectors.joining(",", "{\"events\":[", "]}")));
        assertThat(body(answer).get("accepted").asInt()).isEqualTo(bodies.length);
    }

    private String at(String name, int minute, String attributes) {
        return """
                {"userId": "%s", "eventName": "%s", "eventTime": "2026-01-01T%02d:%02d:00Z", "attributes": %s}""".formatted(userId, name, minute / 60, minute % 60, attributes);
    }

    /** How this journey is entered by each event that journeys were told of, up to now: those of other tests hear the same names. */
    private List<List<String>> entriesThenMarker() {
        String marker = UUID.randomUUID().toString();
        guests.arm("marker-" + userId, 1, "live", "[\"" + marker + "\"]", "null");
        post(at(marker, 0, "{}"));
        List<JsonNode> told = guests.toldUntil(userId, marker);
        return told.stream()
                .map(each -> each.get("entries")
                        .valueStream()
                        .filter(entry -> entry.get("journeyId").asString().equals(journeyId))
                        .map(TriggerFlowTests::entry)
                        .toList())
                .toList();
    }

    private static String entry(JsonNode entry) {
        String own =
                entry.get("journeyId").asString() + " v" + entry.get("version").asInt();
        return entry.has("triggerId") ? own + " " + entry.get("triggerId").asString() : own;
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
