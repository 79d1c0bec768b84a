package dev.concierge.event.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.event.Guests;
import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ExportFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MANY = 2_500;
    /** Each test has one of its own. */
    private static final AtomicInteger DAYS = new AtomicInteger();

    private final AppendOccurrences append;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final String url;
    private final Instant now;
    private final Instant begin;
    private final String userId = Guests.someone();

    ExportFlowTests(
            AppendOccurrences append,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestClock clock,
            @LocalServerPort int port) {
        this.append = append;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.url = "http://localhost:" + port;
        this.now = clock.instant();
        this.begin = Instant.parse("1990-01-01T00:00:00Z").plus(DAYS.getAndIncrement(), ChronoUnit.DAYS);
    }

    /** A burst at one instant, an empty hour, and one event at the day's end. */
    @BeforeEach
    void store() {
        List<Occurrence> all = new ArrayList<>(IntStream.range(0, MANY)
                .mapToObj(number -> occurrence(begin.plusMillis(number / 100), number))
                .toList());
        all.add(occurrence(begin.plus(23, ChronoUnit.HOURS), MANY));
        transaction.executeWithoutResult(_ -> append.append(all));
    }

    @Test
    void everyEventOfTheSpanIsALineTheOldestFirst() throws Exception {
        List<JsonNode> lines = lines(span(""));

        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines)
                .extracting(line -> line.get("userEventId").stringValue())
                .doesNotHaveDuplicates();
        assertThat(lines)
                .extracting(line -> Instant.parse(line.get("eventAt").stringValue()))
                .isSorted();
        assertThat(lines.getLast().at("/attributes/n").intValue()).isEqualTo(MANY);
    }

    @Test
    void anExportThatWasCutGoesOnBehindItsLastLine() throws Exception {
        List<JsonNode> all = lines(span(""));
        List<JsonNode> first = lines(span("&limit=1234"));
        JsonNode last = first.getLast();

        List<JsonNode> rest = lines("/events/export?from=" + last.get("eventAt").stringValue() + "&to="
                + begin.plus(1, ChronoUnit.DAYS) + "&after="
                + last.get("userEventId").stringValue());

        assertThat(first).hasSize(1234);
        assertThat(rest).isEqualTo(all.subList(1234, all.size()));
    }

    @Test
    void oneNameOrOneGuestMayBeAskedFor() throws Exception {
        assertThat(lines(span("&name=exported-1"))).hasSize(MANY / 2);
        assertThat(lines(span("&userId=" + userId))).hasSize(MANY + 1);
        assertThat(lines(span("&userId=" + Guests.someone()))).isEmpty();
    }

    /** Here nobody can read on while the table is locked. */
    @Test
    void oneCallerNeverHasAllThePlaces() throws Exception {
        String greedy = TestTokens.token("client", "greedy", "events:read").text();
        List<Future<HttpResponse<String>>> exports = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("LOCK TABLE user_events IN ACCESS EXCLUSIVE MODE").update();
                for (int at = 0; at < 4; at++) {
                    exports.add(threads.submit(() -> get(span("&limit=1"), greedy)));
                }
                await().until(() -> exports.stream().filter(Future::isDone).count() == 2);
                exports.add(threads.submit(() -> get(span("&limit=1"), TestTokens.client("events:read"))));
            });
        }

        assertThat(exports)
                .extracting(export -> export.resultNow().statusCode())
                .containsExactlyInAnyOrder(429, 429, 200, 200, 200);
        assertThat(exports.getLast().resultNow().statusCode())
                .as("somebody else's")
                .isEqualTo(200);
    }

    /** Before, it was a query for each day: of eight thousand years, for hours, whether or not somebody still listened. */
    @Test
    @Timeout(60)
    void anExportOfAllTimesIsAsSoonAtItsEnd() throws Exception {
        assertThat(lines("/events/export?from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59Z"))
                .hasSizeGreaterThan(MANY)
                .extracting(line -> Instant.parse(line.get("eventAt").stringValue()))
                .isSorted();
        assertThat(get("/events/export?from=1970-01-01T00:00:00Z&to=%2B10000-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSpanThatIsNoneIsRefused() throws Exception {
        HttpResponse<String> answer = get("/events/export?from=" + begin + "&to=" + begin);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .at("/errors/0/pointer")
                        .stringValue())
                .isEqualTo("?to");
        assertThat(get("/events/export").statusCode()).isEqualTo(400);
    }

    private String span(String more) {
        return "/events/export?from=" + begin + "&to=" + begin.plus(1, ChronoUnit.DAYS) + more;
    }

    private List<JsonNode> lines(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        return answer.body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, TestTokens.client("events:read"));
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Occurrence occurrence(Instant at, int number) {
        return new Occurrence(
                UUID.randomUUID(),
                userId,
                "exported-" + number % 2,
                at,
                now,
                Origin.EVENT,
                "app",
                Attributes.written("{\"n\":" + number + "}"));
    }
}
