package dev.concierge.event.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages with all fields that Segment's and Dittofeed's documentation has, told by a write key and read back. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SegmentShapeFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration BEFORE_IT_WAS_SENT = Duration.ofSeconds(2);

    /** What Segment's clients put around every message; sent two seconds after it happened. */
    private static final String SEGMENT = """
            "anonymousId": "visitor-1", "channel": "browser", "integrations": {"All": true, "Mixpanel": false},
            "context": {"active": true, "ip": "192.0.2.17", "locale": "en-GB", "timezone": "Europe/Berlin",
              "library": {"name": "analytics.js", "version": "2.11.1"}, "userAgent": "Mozilla/5.0",
              "page": {"path": "/rooms/", "referrer": "", "search": "", "title": "Rooms", "url": "https://h.example/rooms/"},
              "device": {"id": "d-1", "type": "ios"}, "traits": {"email": "ada@example.com"}},
            "messageId": "ajs-next-%s", "userId": "%s", "version": 2, "originalTimestamp": "2026-01-10T10:00:00.000Z",
            "timestamp": "2026-01-10T10:00:00.000Z", "sentAt": "2026-01-10T10:00:02.000Z",
            "receivedAt": "2026-01-10T10:00:02.100Z",""";

    /** What Dittofeed's messages have beside their own fields. */
    private static final String DITTOFEED = """
            "messageId": "%s", "userId": "%s", "timestamp": "2026-01-10T10:00:00.250Z",
            "context": {"ip": "192.0.2.17", "page": {"path": "/rooms/"}},""";

    private static final String KNOWN_BEFORE = "{\"anonymousId\": \"visitor-1\", ";

    private final EventService events;
    private final String url;
    private final String key;

    SegmentShapeFlowTests(@LocalServerPort int port) {
        this.events = EventService.on(port);
        this.url = "http://localhost:" + port;
        this.key = Objects.requireNonNull(events.as(TestTokens.operator())
                        .post("/events/write-keys", "{\"name\": \"shapes\"}")
                        .getBody())
                .path("key")
                .stringValue();
    }

    /**
     * @param call that it is sent to, or its type in a batch
     * @param around the fields that all messages have, of an id and a guest
     * @param own its own fields
     * @param name of the event
     * @param attributes of the event, as JSON
     */
    private record Shape(String call, String around, String own, String name, String attributes) {
        String body(String guest) {
            return "{\"type\": \"" + call + "\", " + around.formatted(guest + call, guest) + own + "}";
        }

        boolean isSegments() {
            return around.equals(SEGMENT);
        }

        @Override
        public String toString() {
            return (isSegments() ? "Segment's " : "Dittofeed's ") + call;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.concat(segments(), dittofeeds());
    }

    private static Stream<Shape> segments() {
        return Stream.of(
                new Shape(
                        "track",
                        SEGMENT,
                        "\"event\": \"Room Viewed\", \"properties\": {\"room\": \"sea view\", \"nights\": 3, \"price\": 129.5, \"extras\": [\"spa\"]}",
                        "Room Viewed",
                        KNOWN_BEFORE
                                + "\"room\": \"sea view\", \"nights\": 3, \"price\": 129.5, \"extras\": [\"spa\"]}"),
                new Shape("identify", SEGMENT, """
                        "traits": {"plan": "premium", "logins": 5, "company": {"name": "Initech"}, "createdAt": "2026-01-01",
                          "address": {"city": "Berlin"}, "age": 36, "avatar": "a.png", "birthday": "1990-12-10",
                          "description": "d", "email": "ada@example.com", "firstName": "Ada", "gender": "f", "id": "i",
                          "lastName": "Byron", "name": "Ada Byron", "phone": "1", "title": "Dr", "username": "ada", "website": "w"}""", "segment identify", KNOWN_BEFORE + """
                        "plan": "premium", "logins": 5, "company": {"name": "Initech"}, "createdAt": "2026-01-01", "age": 36,
                        "gender": "f", "id": "i", "title": "Dr"}"""),
                new Shape(
                        "page",
                        SEGMENT,
                        "\"name\": \"Rooms\", \"category\": \"Hotel\", \"properties\": {\"path\": \"/rooms/\", \"title\": \"All rooms\", \"url\": \"u\"}",
                        "segment page",
                        KNOWN_BEFORE
                                + "\"name\": \"Rooms\", \"category\": \"Hotel\", \"path\": \"/rooms/\", \"title\": \"All rooms\", \"url\": \"u\"}"),
                new Shape(
                        "screen",
                        SEGMENT,
                        "\"name\": \"Lobby\", \"properties\": {\"theme\": \"dark\"}",
                        "segment screen",
                        KNOWN_BEFORE + "\"name\": \"Lobby\", \"theme\": \"dark\"}"),
                new Shape(
                        "group",
                        SEGMENT,
                        "\"groupId\": \"g-1\", \"traits\": {\"name\": \"Initech\", \"industry\": \"Technology\", \"employees\": 329}",
                        "segment group",
                        KNOWN_BEFORE
                                + "\"groupId\": \"g-1\", \"name\": \"Initech\", \"industry\": \"Technology\", \"employees\": 329}"),
                new Shape(
                        "alias",
                        SEGMENT,
                        "\"previousId\": \"before-1\"",
                        "segment alias",
                        KNOWN_BEFORE + "\"previousId\": \"before-1\"}"));
    }

    private static Stream<Shape> dittofeeds() {
        return Stream.of(
                new Shape(
                        "track",
                        DITTOFEED,
                        "\"event\": \"Table Asked For\", \"properties\": {\"party\": 4}",
                        "Table Asked For",
                        "{\"party\": 4}"),
                new Shape(
                        "identify",
                        DITTOFEED,
                        "\"traits\": {\"email\": \"john@example.com\", \"firstName\": \"John\", \"tier\": \"gold\"}",
                        "segment identify",
                        "{\"tier\": \"gold\"}"),
                new Shape(
                        "page",
                        DITTOFEED,
                        "\"name\": \"Rooms\", \"properties\": {\"title\": \"All rooms\"}",
                        "segment page",
                        "{\"name\": \"Rooms\", \"title\": \"All rooms\"}"),
                new Shape(
                        "screen",
                        DITTOFEED,
                        "\"name\": \"Recipes\", \"properties\": {\"course\": \"soup\"}",
                        "segment screen",
                        "{\"name\": \"Recipes\", \"course\": \"soup\"}"),
                new Shape(
                        "group",
                        DITTOFEED,
                        "\"groupId\": \"g-2\", \"traits\": {\"name\": \"Initech\"}",
                        "segment group",
                        "{\"groupId\": \"g-2\", \"name\": \"Initech\"}"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aMessageIsKeptAsItsFieldsSay(Shape shape) throws Exception {
        String guest = Guests.someone();

        tell("/v1/" + shape.call(), shape.body(guest));

        JsonNode kept = kept(guest, 1).getFirst();
        isAs(shape, guest, kept);
        Instant receivedAt = Instant.parse(kept.path("receivedAt").stringValue());
        assertThat(Instant.parse(kept.path("eventAt").stringValue()))
                .isEqualTo(
                        shape.isSegments()
                                ? receivedAt.minus(BEFORE_IT_WAS_SENT)
                                : Instant.parse("2026-01-10T10:00:00.250Z"));
    }

    static Stream<List<Shape>> batches() {
        return Stream.of(segments().toList(), dittofeeds().toList());
    }

    /** The clock of the sender is told once for a whole batch of Segment's. */
    @ParameterizedTest
    @MethodSource("batches")
    void soIsEachOfABatch(List<Shape> shapes) throws Exception {
        String guest = Guests.someone();
        boolean areSegments = shapes.getFirst().isSegments();
        String around = areSegments
                ? ", \"sentAt\": \"2026-01-10T10:00:02.000Z\", \"integrations\": {}, \"context\": {\"library\": {\"name\": \"any\"}}}"
                : ", \"context\": {\"source\": \"any\"}}";

        tell(
                "/v1/batch",
                "{\"batch\": ["
                        + shapes.stream().map(shape -> shape.body(guest)).collect(Collectors.joining(", ")) + "]"
                        + around);

        List<JsonNode> kept = kept(guest, shapes.size());
        for (Shape shape : shapes) {
            assertThat(kept)
                    .filteredOn(event -> event.path("eventName").stringValue().equals(shape.name()))
                    .singleElement()
                    .satisfies(event -> isAs(shape, guest, event));
        }
    }

    /** Whoever has no id yet is told of under the name that the device gave. */
    @ParameterizedTest
    @MethodSource("shapes")
    void withoutAGuestItIsThatOfTheVisitor(Shape shape) throws Exception {
        String visitor = Guests.someone();
        ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(shape.body(visitor));
        body.remove("userId");
        body.put("anonymousId", visitor);

        tell("/v1/" + shape.call(), body.toString());

        ObjectNode attributes = (ObjectNode) JsonMapper.shared().readTree(shape.attributes());
        attributes.remove("anonymousId");
        assertThat(kept(visitor, 1).getFirst().path("attributes")).isEqualTo(attributes);
    }

    private static void isAs(Shape shape, String guest, JsonNode event) {
        assertThat(event.path("eventName").stringValue()).isEqualTo(shape.name());
        assertThat(event.path("userId").stringValue()).isEqualTo(guest);
        assertThat(event.path("attributes")).isEqualTo(JsonMapper.shared().readTree(shape.attributes()));
    }

    private List<JsonNode> kept(String guest, int count) {
        return Awaitility.await()
                .until(
                        () -> Objects.requireNonNull(events.get("/userEvent?userId={u}", guest)
                                        .getBody())
                                .path("items")
                                .valueStream()
                                .toList(),
                        kept -> kept.size() == count);
    }

    private void tell(String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
    }
}
