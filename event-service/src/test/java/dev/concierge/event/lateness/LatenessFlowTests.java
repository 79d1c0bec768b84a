package dev.concierge.event.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(
        topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"},
        properties = {
            "concierge.outgoing.allowed=127.0.0.1",
            "concierge.event.lateness.history-only-after=1d",
            "concierge.event.lateness.refused-after=30d"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LatenessFlowTests {
    private final int port;
    private final EventService events;
    private final EventService operator;
    private final Guests guests;
    private final TestClock clock;
    private final String name = "late-" + Guests.someone();
    private final String userId = Guests.someone();

    LatenessFlowTests(@LocalServerPort int port, TestMessages messages, TestClock clock) {
        this.port = port;
        this.events = EventService.on(port);
        this.operator = events.as(TestTokens.operator());
        this.guests = new Guests(messages);
        this.clock = clock;
    }

    @Test
    void whatIsTooLateForJourneysIsHistoryAndWhatIsLateIsTold() {
        guests.arm("j-" + name, 1, "live", "[\"" + name + "\"]", "{\"on\": \"" + name + "\", \"attributes\": {}}");

        events.post("/event", event(Duration.ofDays(2), 1));
        events.post("/event", event(Duration.ofHours(2), 2));
        events.post("/event", event(Duration.ZERO, 3));

        List<JsonNode> told = guests.told(userId, 2);
        assertThat(told).extracting(each -> each.at("/attributes/n").intValue()).containsExactly(2, 3);
        assertThat(stored()).hasSize(3);
        Awaitility.await()
                .untilAsserted(() -> assertThat(counted()).containsExactlyInAnyOrder("late 1", "late-history-only 1"));
    }

    @Test
    void whatIsTooLateForHistoryIsRefused() {
        ResponseEntity<JsonNode> answer = events.post("/event", event(Duration.ofDays(31), 1));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(body(answer).get("code").stringValue()).isEqualTo("too-late");
        assertThat(body(answer).at("/errors/0/pointer").stringValue()).isEqualTo("/eventTime");
        Awaitility.await().untilAsserted(() -> assertThat(counted()).containsExactly("too-late 1"));
    }

    @Test
    void whatSegmentsImportTellsIsHistoryHoweverLateItIs() {
        guests.arm("i-" + name, 1, "live", "[\"" + name + "\"]", "{\"on\": \"" + name + "\", \"attributes\": {}}");

        ResponseEntity<JsonNode> answer = events.post(
                "/v1/import",
                "{\"batch\": [%s, %s]}".formatted(tracked(Duration.ofDays(1_000)), tracked(Duration.ofHours(2))));
        events.post("/event", event(Duration.ZERO, 3));

        assertThat(body(answer).get("success").booleanValue()).isTrue();
        assertThat(guests.told(userId, 1))
                .extracting(each -> each.at("/attributes/n").intValue())
                .containsExactly(3);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void ofAFileWhatJourneysAreToHearIsLateAsAnyOther() throws Exception {
        JsonNode asNews = imported("&journeys=true");
        JsonNode asHistory = imported("");

        assertThat(asNews.get("refused").intValue()).isOne();
        assertThat(asHistory.get("accepted").intValue()).isOne();
        Awaitility.await().untilAsserted(() -> assertThat(counted()).containsExactly("too-late 1"));
    }

    private JsonNode imported(String more) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + port + "/events/imports?requestId=" + UUID.randomUUID() + more))
                .header("Authorization", "Bearer " + TestTokens.client("events:write"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(event(Duration.ofDays(31), 1)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private String tracked(Duration ago) {
        return "{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"%s\", \"timestamp\": \"%s\"}"
                .formatted(userId, name, clock.instant().minus(ago));
    }

    private String event(Duration ago, int number) {
        return "{\"userId\": \"%s\", \"eventName\": \"%s\", \"eventTime\": \"%s\", \"attributes\": {\"n\": %d}}"
                .formatted(userId, name, clock.instant().minus(ago), number);
    }

    private List<JsonNode> stored() {
        return body(events.get("/users/{u}/events", userId))
                .get("items")
                .valueStream()
                .toList();
    }

    private List<String> counted() {
        return body(operator.get("/events/losses?limit=200&from=2020-01-01"))
                .get("items")
                .valueStream()
                .filter(loss -> loss.get("eventName").stringValue().equals(name))
                .map(loss -> loss.get("reason").stringValue() + " "
                        + loss.get("count").intValue())
                .toList();
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
