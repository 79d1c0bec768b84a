package dev.concierge.event.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@FlowTest(
        topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"},
        properties = {
            "concierge.outgoing.allowed=127.0.0.1",
            "concierge.event.lateness.history-only-after=1d",
            "concierge.event.lateness.refused-after=30d"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LatenessFlowTests {
    private final EventService events;
    private final EventService operator;
    private final Guests guests;
    private final TestClock clock;
    private final String name = "late-" + Guests.someone();
    private final String userId = Guests.someone();

    LatenessFlowTests(@LocalServerPort int port, TestMessages messages, TestClock clock) {
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
