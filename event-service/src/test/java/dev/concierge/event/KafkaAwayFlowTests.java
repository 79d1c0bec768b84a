package dev.concierge.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/** Nobody listens on port 1. */
@FlowTest(properties = {"concierge.kafka.bootstrap=127.0.0.1:1", "concierge.event.capture.max-in-flight=2000"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class KafkaAwayFlowTests {
    private final EventService events;

    KafkaAwayFlowTests(@LocalServerPort int port) {
        this.events = EventService.on(port);
    }

    @Test
    void sendersAreToldSoonToComeBack() {
        events.get("/events");
        long start = System.nanoTime();
        ResponseEntity<JsonNode> answer = events.post("/event", "{\"type\": \"a\", \"payload\": {\"userId\": \"u\"}}");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(String.valueOf(answer.getBody())).contains("event-log-unavailable");
        // The client's own default is a minute.
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    /** Each waits as long as it may take to find a broker. */
    @Test
    void whoTellsMoreThanTheirShareOfWhatMayWaitIsToldToComeBack() {
        String batch = "{\"type\": \"a\", \"payload\": {\"userId\": \"u\"}},".repeat(999);
        String body = "{\"events\": [" + batch + "{\"type\": \"a\", \"payload\": {\"userId\": \"u\"}}]}";

        List<ResponseEntity<JsonNode>> answers;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 4)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> events.post("/events/batch", body), callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).anySatisfy(answer -> {
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            assertThat(String.valueOf(answer.getBody())).contains("too-many-at-once");
        });
    }

    @Test
    void whatNeedsNoKafkaStillWorks() {
        assertThat(events.get("/events").getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(events.post("/triggers", "{\"journeyId\": \"j\", \"eventName\": \"e\"}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }
}
