package dev.concierge.event.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TailFlowTests {
    private final EventService events;
    private final EventService operator;
    private final TestMessages messages;
    private final String name = "watched-" + Guests.someone();
    private final String userId = Guests.someone();

    TailFlowTests(@LocalServerPort int port, TestMessages messages) {
        this.events = EventService.on(port);
        this.operator = events.as(TestTokens.operator());
        this.messages = messages;
    }

    @Test
    void aTailCatchesWhatItsFiltersSay() {
        String all = begin("{\"name\": \"" + name + "\"}");
        String one = begin("{\"name\": \"" + name + "\", \"userId\": \"" + userId + "\"}");
        String nobodys = begin("{\"name\": \"" + name + "\", \"client\": \"nobody\"}");

        post(1, userId);
        post(2, Guests.someone());

        Awaitility.await().untilAsserted(() -> assertThat(numbers(all)).containsExactlyInAnyOrder(1, 2));
        assertThat(numbers(one)).containsExactly(1);
        assertThat(numbers(nobodys)).isEmpty();
        caught(all).forEach(message -> Contracts.assertValid("event-tails", "event.tailed", message.data()));
    }

    @Test
    void ofManySomeAreShownAndTheRestIsCounted() {
        String tail = begin("{\"name\": \"" + name + "\"}");
        events.post(
                "/events/batch",
                IntStream.range(0, 500)
                        .mapToObj(number -> event(number, userId))
                        .collect(Collectors.joining(",", "{\"events\": [", "]}")));

        Awaitility.await().untilAsserted(() -> {
            post(501, userId);
            assertThat(caught(tail))
                    .extracting(message -> message.data().get("leftOut").longValue())
                    .anyMatch(leftOut -> leftOut > 0);
        });
        assertThat(caught(tail)).hasSizeLessThan(300);
    }

    @Test
    void whatEndedCatchesNothing() {
        String tail = begin("{\"name\": \"" + name + "\"}");
        assertThat(operator.delete("/events/tails/{id}", tail).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(operator.delete("/events/tails/{id}", tail).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        String still = begin("{\"name\": \"" + name + "\", \"minutes\": 1}");

        post(1, userId);

        Awaitility.await().untilAsserted(() -> assertThat(numbers(still)).containsExactly(1));
        assertThat(numbers(tail)).isEmpty();
        assertThat(events.get("/events/tails").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void oneOperatorNeverHasThemAll() {
        EventService greedy =
                events.as(TestTokens.token("operator", "greedy-" + userId).text());
        List<String> own = IntStream.range(0, 10)
                .mapToObj(_ -> Objects.requireNonNull(
                                greedy.post("/events/tails", "{}").getBody())
                        .path("tailId")
                        .stringValue())
                .toList();

        assertThat(greedy.post("/events/tails", "{}").getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        begin("{\"name\": \"" + name + "\"}");

        own.forEach(tail -> greedy.delete("/events/tails/{tailId}", tail));
    }

    private String begin(String body) {
        ResponseEntity<JsonNode> made = operator.post("/events/tails", body);
        assertThat(made.getStatusCode()).as(String.valueOf(made.getBody())).isEqualTo(HttpStatus.CREATED);
        JsonNode tail = Objects.requireNonNull(made.getBody());
        assertThat(tail.get("topic").stringValue())
                .isEqualTo("events:" + tail.get("tailId").stringValue());
        return tail.get("tailId").stringValue();
    }

    private void post(int number, String guest) {
        assertThat(events.post("/event", event(number, guest)).getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    }

    private String event(int number, String guest) {
        return "{\"userId\": \"%s\", \"eventName\": \"%s\", \"eventTime\": \"2026-01-01T00:00:00Z\", \"attributes\": {\"n\": %d}}"
                .formatted(guest, name, number);
    }

    private List<TestMessage> caught(String tail) {
        return messages.received("event-tails").stream()
                .filter(message -> message.key().equals(tail))
                .toList();
    }

    private List<Integer> numbers(String tail) {
        return caught(tail).stream()
                .map(message -> message.data().at("/attributes/n").intValue())
                .toList();
    }
}
