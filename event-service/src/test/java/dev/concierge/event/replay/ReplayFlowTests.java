package dev.concierge.event.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.history.ScanHistory;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.topic.Topics;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReplayFlowTests {
    private static final int MANY = 1_500;
    /** As many of one name as are read together. */
    private static final int PAGE = 1_000;
    /** Each test has a day of its own. */
    private static final AtomicInteger DAYS = new AtomicInteger();

    private final AppendOccurrences append;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final EventService operator;
    private final TestMessages messages;
    private final TellAgain telling;
    private final IntFunction<TellAgain> podWithPace;
    private final TestClock clock;
    private final Instant now;
    private final Instant begin;
    private final String name = "r" + Guests.someone();
    private final String userId = Guests.someone();
    private final String other = Guests.someone();

    ReplayFlowTests(
            AppendOccurrences append,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestMessages messages,
            TellAgain telling,
            Replays replays,
            ScanHistory history,
            Publisher publisher,
            Topics topics,
            TestClock clock,
            @LocalServerPort int port) {
        this.append = append;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.messages = messages;
        this.telling = telling;
        this.podWithPace =
                perSecond -> new TellAgain(replays, history, publisher, topics, clock, new ReplaySettings(perSecond));
        this.clock = clock;
        this.operator = EventService.on(port).as(TestTokens.operator());
        this.now = clock.instant();
        this.begin = Instant.parse("1980-01-01T00:00:00Z").plus(DAYS.getAndIncrement(), ChronoUnit.DAYS);
    }

    @BeforeEach
    void store() {
        transaction.executeWithoutResult(_ -> append.append(IntStream.range(0, MANY)
                .mapToObj(number -> new Occurrence(
                        UUID.randomUUID(),
                        number % 3 == 0 ? other : userId,
                        number == 7 ? "user.updated" : "replayed",
                        begin.plusSeconds(number),
                        now,
                        number == 7 ? Origin.USER_CHANGE : Origin.EVENT,
                        "app",
                        Attributes.written("{\"n\":" + number + "}")))
                .toList()));
    }

    /** Each once: what a broker that has just made the topic took and did not answer is told again. */
    private List<TestMessage> replayed() {
        Map<String, TestMessage> byId = new LinkedHashMap<>();
        messages.received("replay-" + name).forEach(message -> byId.putIfAbsent(message.id(), message));
        return List.copyOf(byId.values());
    }

    @Test
    void whatGuestsDidIsToldAgainOnATopicOfItsOwnInTheirOrder() {
        long before = messages.received("events").size();
        JsonNode replay = body(begin(""));

        awaitState(replay, "done");

        List<TestMessage> told = replayed();
        assertThat(replay.get("topic").stringValue()).isEqualTo("replay-" + name);
        assertThat(told).hasSize(MANY - 1);
        told.forEach(message -> Contracts.assertValid("events", message.type(), message.data()));
        assertThat(told)
                .filteredOn(message -> message.key().equals(userId))
                .extracting(message -> message.data().at("/attributes/n").intValue())
                .isSorted();
        assertThat(messages.received("events")).as("the live topic").hasSize((int) before);
    }

    @Test
    void theSameKeyIsTheSameReplay() {
        JsonNode first = body(begin(""));

        assertThat(body(begin("")).get("replayId")).isEqualTo(first.get("replayId"));
        awaitState(first, "done");
        assertThat(replayed()).hasSize(MANY - 1);
    }

    @Test
    void aGuestAloneMayBeAskedFor() {
        JsonNode replay = body(begin(", \"userId\": \"" + other + "\""));

        awaitState(replay, "done");

        assertThat(replayed())
                .hasSize(MANY / 3)
                .allSatisfy(message -> assertThat(message.key()).isEqualTo(other));
    }

    @Test
    void whatAnotherPodBeganGoesOnBehindWhatItTold() {
        JsonNode replay = body(begin(", \"eventName\": \"none such\""));
        awaitState(replay, "done");
        Instant half = begin.plusSeconds(MANY / 2);
        jdbc.sql("""
                        UPDATE event_replays SET event_name = NULL, state = 'running', ended_at = NULL, last_at = ?,
                            last_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff', told = 750, lease_until = '-infinity'
                        WHERE replay_id = ?""")
                .params(
                        half.atOffset(ZoneOffset.UTC),
                        UUID.fromString(replay.get("replayId").stringValue()))
                .update();

        awaitState(replay, "done");

        assertThat(replayed())
                .hasSize(MANY / 2 - 1)
                .allSatisfy(
                        message -> assertThat(message.data().at("/attributes/n").intValue())
                                .isGreaterThan(MANY / 2));
    }

    /** Else another pod would take it for left alone, and both would tell the rest. */
    @Test
    void aReplayIsHeldForAsLongAsItsPaceLetsItRest() {
        TellAgain pod = podWithPace.apply(10);
        JsonNode replay;
        telling.stop();
        try {
            replay = body(begin(", \"eventName\": \"replayed\""));
            pod.start();
            Awaitility.await().untilAsserted(() -> assertThat(told(replay)).isEqualTo(PAGE));
            assertThat(heldUntil(replay)).isAfter(clock.instant().plusSeconds(90));
        } finally {
            pod.stop();
            telling.start();
        }
        awaitState(replay, "done");
        assertThat(replayed()).hasSize(MANY - 1);
    }

    /** Whoever moves it rests ten seconds behind the first page, and comes to the next replay when it is through. */
    @Test
    void aReplayThatWasEndedTellsNothingMore() {
        TellAgain pod = podWithPace.apply(PAGE / 10);
        JsonNode ended;
        telling.stop();
        try {
            ended = body(begin(", \"eventName\": \"replayed\""));
            pod.start();
            Awaitility.await().untilAsserted(() -> assertThat(told(ended)).isEqualTo(PAGE));
            operator.delete("/events/replays/{id}", ended.get("replayId").stringValue());
            JsonNode next = body(operator.post(
                    "/events/replays",
                    "{\"name\": \"%s-next\", \"from\": \"%s\", \"to\": \"%s\"}"
                            .formatted(name, begin, begin.plusSeconds(10))));
            awaitState(next, "done");
        } finally {
            pod.stop();
            telling.start();
        }
        awaitState(ended, "cancelled");
        assertThat(told(ended)).isEqualTo(PAGE);
        assertThat(replayed()).hasSize(PAGE);
    }

    @Test
    void onlyOperatorsReplayAndATopicOfOursCannotBeNamed() {
        String live = "{\"name\": \"../events\", \"from\": \"" + begin + "\"}";
        assertThat(operator.post("/events/replays", live).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        String backwards = "{\"name\": \"a\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(begin, begin);
        assertThat(body(operator.post("/events/replays", backwards))
                        .at("/errors/0/pointer")
                        .stringValue())
                .isEqualTo("/to");
        assertThat(operator.as(TestTokens.client("events:read", "events:write"))
                        .get("/events/replays")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private ResponseEntity<JsonNode> begin(String more) {
        String body = "{\"name\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"%s}"
                .formatted(name, begin, begin.plus(1, ChronoUnit.DAYS), more);
        ResponseEntity<JsonNode> answer = operator.post("/events/replays", body, Map.of("Idempotency-Key", name));
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.ACCEPTED);
        return answer;
    }

    private void awaitState(JsonNode replay, String state) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(body(operator.get(
                                        "/events/replays/{id}",
                                        replay.get("replayId").stringValue()))
                                .get("state")
                                .stringValue())
                        .isEqualTo(state));
    }

    private int told(JsonNode replay) {
        return body(operator.get("/events/replays/{id}", replay.get("replayId").stringValue()))
                .path("told")
                .intValue();
    }

    private Instant heldUntil(JsonNode replay) {
        return jdbc.sql("SELECT lease_until FROM event_replays WHERE replay_id = ?")
                .param(UUID.fromString(replay.get("replayId").stringValue()))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }
}
