package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/** A list that waits for an event holds its request for a second and asks the database meanwhile. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WaitingReadsFlowTests {
    private static final int FLOOD = 150;
    /** At one time, each for a second. What one guest's share of requests would let wait is 15. */
    private static final int OF_ONE_GUEST = 4;

    private static final Duration REASONABLE = Duration.ofSeconds(2);

    private final EventService events;
    private final String userId = Guests.someone();

    WaitingReadsFlowTests(@LocalServerPort int port) {
        this.events = EventService.on(port);
    }

    @Test
    void oneGuestsWaitsForUnknownEventsKeepNobodyElseWaiting() {
        EventService guest = events.as(TestTokens.guest(userId));
        EventService bystander = events.as(TestTokens.token("client", "bystander", "events:read", "events:write")
                .text());
        String other = Guests.someone();
        post(bystander, other);
        List<Future<ResponseEntity<JsonNode>>> flood;
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            flood = IntStream.range(0, FLOOD)
                    .mapToObj(_ ->
                            threads.submit(() -> guest.get("/users/{u}/events?after={e}", userId, UUID.randomUUID())))
                    .toList();
            await("the flood is in").until(() -> flood.stream().anyMatch(Future::isDone));
            assertThat(flood).as("it is not over").anyMatch(one -> !one.isDone());

            assertThat(post(bystander, other)).isLessThan(REASONABLE);
            long start = System.nanoTime();
            assertThat(bystander.get("/users/{u}/events", other).getStatusCode())
                    .isEqualTo(HttpStatus.OK);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(REASONABLE);
            assertThat(post(bystander, other)).isLessThan(REASONABLE);
        }
        int seconds = (int) Duration.ofNanos(System.nanoTime() - begin).toSeconds();

        assertThat(flood)
                .extracting(one -> one.resultNow().getStatusCode())
                .containsOnly(HttpStatus.OK, HttpStatus.TOO_MANY_REQUESTS);
        assertThat(flood)
                .extracting(Future::resultNow)
                .filteredOn(answer -> answer.getStatusCode() == HttpStatus.OK)
                .hasSizeBetween(1, OF_ONE_GUEST * seconds)
                .allSatisfy(answer ->
                        assertThat(answer.getHeaders().getFirst("Stale")).isEqualTo("true"));
    }

    private static Duration post(EventService bystander, String userId) {
        long start = System.nanoTime();
        ResponseEntity<JsonNode> posted = bystander.post("/event", """
                {"userId": "%s", "eventName": "seen", "eventTime": "2026-01-01T00:00:00Z"}""".formatted(userId));
        assertThat(posted.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
