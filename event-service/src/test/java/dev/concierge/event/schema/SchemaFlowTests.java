package dev.concierge.event.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SchemaFlowTests {
    private static final String PRICED = """
            {"type": "object", "required": ["price"], "properties": {"price": {"type": "integer", "minimum": 1},
             "code": {"type": "string", "pattern": "^[A-Z]{3}$"}}}""";

    private final EventService events;
    private final EventService operator;
    private final TestMessages messages;
    private final String name = "sold-" + Guests.someone();
    private final String userId = Guests.someone();

    SchemaFlowTests(@LocalServerPort int port, TestMessages messages) {
        this.events = EventService.on(port);
        this.operator = events.as(TestTokens.operator());
        this.messages = messages;
    }

    @Test
    void whatDoesNotFitIsRefusedWithPlaceValueAndExpectation() {
        create("refuse", PRICED);

        ResponseEntity<JsonNode> answer = events.post("/event", event("{\"price\": 0, \"code\": \"ab\"}"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        JsonNode problem = body(answer);
        assertThat(problem.get("code").stringValue()).isEqualTo("schema-violated");
        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/attributes/price", "/attributes/code");
        assertThat(problem.get("errors").findValuesAsString("detail"))
                .anySatisfy(detail -> assertThat(detail).startsWith("0 (expected: "));
        assertThat(events.post("/event", event("{\"price\": 1}")).getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
        assertCounted("schema-violated");
    }

    @Test
    void theItemsOfABatchAreJudgedEachWhereItStands() {
        create("refuse", PRICED);
        String typed =
                "{\"type\": \"%s\", \"payload\": {\"userId\": \"%s\", \"price\": \"x\"}}".formatted(name, userId);

        JsonNode answer = body(events.post(
                "/events/batch", "{\"events\": [" + event("{\"price\": 5}") + "," + typed + "," + event("{}") + "]}"));

        assertThat(answer.get("accepted").intValue()).isOne();
        assertThat(answer.at("/results/1/problem/errors/0/pointer").stringValue())
                .isEqualTo("/events/1/payload/price");
        assertThat(answer.at("/results/2/problem/errors/0/pointer").stringValue())
                .isEqualTo("/events/2/attributes/price");
    }

    @Test
    void aWarningIsToldAndTheEventTaken() {
        create("warn", PRICED);

        ResponseEntity<JsonNode> answer = events.post("/event", event("{\"price\": 0}"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(body(answer).at("/warnings/0/pointer").stringValue()).isEqualTo("/attributes/price");
        assertThat(body(events.post("/event", event("{\"price\": 1}"))).has("warnings"))
                .isFalse();
        assertCounted("schema-warned");
    }

    @Test
    void whatIsObservedIsCountedAlone() {
        create("observe", PRICED);

        assertThat(body(events.post("/event", event("{}"))).has("warnings")).isFalse();

        assertCounted("schema-observed");
    }

    @Test
    void whatComesByTheTopicIsJudgedToo() {
        create("refuse", PRICED);
        publish("{\"price\": \"much\"}");
        publish("{\"price\": 7}");

        Awaitility.await().untilAsserted(() -> assertThat(stored()).hasSize(1));
        assertCounted("schema-violated");
    }

    @Test
    void aChangeIsInForceWhenItIsAnsweredAndEndsWithTheSchema() {
        ResponseEntity<JsonNode> made = create("refuse", PRICED);
        String path = Objects.requireNonNull(made.getHeaders().getLocation()).getPath();
        String tag = Objects.requireNonNull(operator.get(path).getHeaders().getETag());

        ResponseEntity<JsonNode> changed =
                operator.put(path, schema("refuse", "{\"required\": [\"color\"]}"), Map.of("If-Match", tag));
        assertThat(changed.getStatusCode())
                .as(String.valueOf(changed.getBody()))
                .isEqualTo(HttpStatus.OK);
        assertThat(body(changed).get("version").intValue()).isEqualTo(2);
        assertThat(events.post("/event", event("{\"price\": 1}")).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(events.post("/event", event("{\"color\": 1}")).getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
        assertThat(operator.put(path, schema("warn", PRICED), Map.of("If-Match", tag))
                        .getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        assertThat(operator.delete(path).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(events.post("/event", event("{}")).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    }

    @Test
    void aNameHasOneSchema() {
        create("warn", PRICED);

        assertThat(body(operator.post("/events/schemas", schema("refuse", PRICED)))
                        .get("code")
                        .stringValue())
                .isEqualTo("event-schema-exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"$ref\": \"https://example.org/s.json\"}; /schema/$ref",
                "{\"$ref\": \"#\"}; /schema",
                "{\"properties\": {\"a\": {\"pattern\": \"(a)\\\\1\"}}}; /schema/properties/a/pattern",
                "{\"type\": \"thing\"}; /schema/type",
                "7; /schema"
            })
    void onlySafeSchemasAreKept(String schema, String pointer) {
        JsonNode problem = body(operator.post("/events/schemas", schema("warn", schema)));

        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void aPatternThatWouldBacktrackForEverDoesNot() {
        create("refuse", "{\"properties\": {\"a\": {\"pattern\": \"^(a+)+$\"}}}");

        ResponseEntity<JsonNode> answer = events.post("/event", event("{\"a\": \"" + "a".repeat(5_000) + "!\"}"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void aModeMustBeSaid() {
        JsonNode problem = body(operator.post("/events/schemas", "{\"eventName\": \"" + name + "\", \"schema\": {}}"));

        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/mode");
    }

    @Test
    void onlyOperatorsSaySo() {
        assertThat(events.post("/events/schemas", schema("warn", PRICED)).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(events.get("/events/schemas").getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    private ResponseEntity<JsonNode> create(String mode, String schema) {
        ResponseEntity<JsonNode> made = operator.post("/events/schemas", schema(mode, schema));
        assertThat(made.getStatusCode()).as(String.valueOf(made.getBody())).isEqualTo(HttpStatus.CREATED);
        return made;
    }

    private String schema(String mode, String schema) {
        return "{\"eventName\": \"%s\", \"mode\": \"%s\", \"schema\": %s}".formatted(name, mode, schema);
    }

    private String event(String attributes) {
        return "{\"userId\": \"%s\", \"eventName\": \"%s\", \"eventTime\": \"2026-01-01T00:00:00Z\", \"attributes\": %s}"
                .formatted(userId, name, attributes);
    }

    private void publish(String attributes) {
        messages.publish("events", userId, "event.captured", JsonMapper.shared().readTree("""
                        {"eventId": "%s", "userId": "%s", "eventName": "%s", "eventAt": "2026-01-01T00:00:00Z",
                         "receivedAt": "2026-01-01T00:00:00Z", "attributes": %s}""".formatted(
                        Guests.someone(), userId, name, attributes)));
    }

    private List<JsonNode> stored() {
        return body(events.get("/users/{u}/events", userId))
                .get("items")
                .valueStream()
                .toList();
    }

    private void assertCounted(String reason) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(body(operator.get("/events/losses?limit=200&from=2020-01-01"))
                                .get("items")
                                .valueStream()
                                .filter(loss ->
                                        loss.get("eventName").stringValue().equals(name))
                                .map(loss -> loss.get("reason").stringValue()))
                        .contains(reason));
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
