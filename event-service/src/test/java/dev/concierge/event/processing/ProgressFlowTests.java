package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ProgressFlowTests {
    private final EventService events;
    private final Guests guests;
    private final TestMessages messages;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String userId = Guests.someone();

    ProgressFlowTests(
            @LocalServerPort int port,
            TestMessages messages,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.transaction = transaction;
        this.events = EventService.on(port);
        this.guests = new Guests(messages);
        this.messages = messages;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void whileNothingHappensEveryShardIsToldOnAndOn() {
        Instant since = clock.instant();
        await().untilAsserted(() -> assertThat(told(since).stream()
                        .flatMap(message -> shards(message).stream())
                        .distinct()
                        .count())
                .isEqualTo(Shard.COUNT));
        Instant later = clock.instant();
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(told(later)).hasSizeGreaterThanOrEqualTo(16));
        assertThat(told(since)).allSatisfy(message -> {
            Contracts.assertValid("journey-triggers", "stream.applied", message.data());
            assertThat(shards(message))
                    .allMatch(shard -> shard % 16 == Shard.of(message.key()).number() % 16);
        });
    }

    @Test
    void itStandsBehindWhatWasAcceptedBefore() {
        guests.arm("listener-" + userId, 1, "live", "[\"act\"]", "null");
        for (int act = 0; act < 20; act++) {
            events.post("/event", """
                    {"type": "act", "payload": {"userId": "%s", "number": %d}}""".formatted(userId, act));
        }
        Instant accepted = clock.instant();
        await().until(() -> !ofGuestsShard(accepted).isEmpty());

        List<TestMessage> before = messages.received("journey-triggers").stream()
                .takeWhile(message -> !isPast(message, accepted))
                .filter(message -> message.key().equals(userId))
                .toList();
        assertThat(before).hasSize(20);
    }

    @Test
    void itDoesNotPassWhatCannotBeAppliedYet() {
        await().until(() -> !ofGuestsShard(Instant.EPOCH).isEmpty());
        Instant during = transaction.execute(_ -> {
            jdbc.sql("LOCK TABLE user_events IN ACCESS EXCLUSIVE MODE").update();
            events.post("/event", "{\"type\": \"act\", \"payload\": {\"userId\": \"" + userId + "\"}}");
            Instant accepted = clock.instant();
            await().until(() -> clock.instant().isAfter(accepted.plusSeconds(1)));
            assertThat(ofGuestsShard(accepted)).isEmpty();
            return clock.instant();
        });
        await().until(() -> !ofGuestsShard(during).isEmpty());
    }

    private List<TestMessage> told(Instant since) {
        return messages.received("journey-triggers").stream()
                .filter(message -> message.type().equals("stream.applied"))
                .filter(message -> !upTo(message).isBefore(since))
                .toList();
    }

    private List<TestMessage> ofGuestsShard(Instant since) {
        return told(since).stream()
                .filter(message -> shards(message).contains(Shard.of(userId).number()))
                .toList();
    }

    private boolean isPast(TestMessage message, Instant time) {
        return message.type().equals("stream.applied")
                && shards(message).contains(Shard.of(userId).number())
                && !upTo(message).isBefore(time);
    }

    private static Instant upTo(TestMessage message) {
        return Instant.parse(message.data().get("upTo").asString());
    }

    private static List<Integer> shards(TestMessage message) {
        return message.data()
                .get("shards")
                .valueStream()
                .map(shard -> shard.asInt())
                .toList();
    }
}
