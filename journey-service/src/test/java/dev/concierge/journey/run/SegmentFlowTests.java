package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Segments as a way in and out; who is in them is asked of user-service. */
class SegmentFlowTests extends OwnJourney {
    private static final String NODES =
            "'start': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit'}";
    private static final String AFTER = "2090-01-01T00:00:00Z";

    private final String segment = "segment-" + UUID.randomUUID();
    private final String second = UUID.randomUUID().toString();
    private final String third = UUID.randomUUID().toString();

    private final TransactionTemplate transaction;
    private final SmartLifecycle entering;

    SegmentFlowTests(
            Environment environment,
            TestMessages messages,
            TestClock clock,
            JdbcClient jdbc,
            MeterRegistry metrics,
            TransactionTemplate transaction,
            @Qualifier("enterScheduled") SmartLifecycle entering) {
        super(environment, messages, clock, jdbc, metrics);
        this.transaction = transaction;
        this.entering = entering;
    }

    @BeforeEach
    void nobodyIsAway() {
        OTHERS.reply = call -> call.path().startsWith("/segments/" + segment + "/members")
                ? new Others.Reply(200, page(call.path()))
                : new Others.Reply(404, "{}");
    }

    @AfterEach
    void answerWithNothing() {
        OTHERS.reply = _ -> new Others.Reply(200, "{}");
    }

    /** Of two pages. */
    private String page(String path) {
        return path.contains("cursor=more")
                ? "{'items': [%s]}"
                        .formatted(member(third, "2026-11-01T00:00:00Z"))
                        .replace('\'', '"')
                : "{'items': [%s, %s], 'next': 'more'}"
                        .formatted(member(userId, "2026-11-01T00:00:00Z"), member(second, AFTER))
                        .replace('\'', '"');
    }

    private static String member(String guest, String since) {
        return "{'userId': '" + guest + "', 'enteredAt': '" + since + "'}";
    }

    /** What user-service tells, as event-service passes it on: without the guest's id, as a change of the guest. */
    @Test
    void whoComesIntoASegmentComesInAndWhoLeavesItLeaves() {
        live(
                "'exitRules': [{'on': 'segment.left', 'attributes': {'segmentId': 'gold-and-quiet'}, 'reason': 'left'}],",
                NODES);
        told("segment.entered", true);
        await().untilAsserted(() -> assertThat(runs()).hasSize(1));
        told("segment.left", false);

        awaitReason("left");
        assertThat(jdbc.sql("SELECT count(*) FROM guests WHERE user_id = ? AND attributes IS NOT NULL")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Whatever a guest's booking says is there for the run, as an event's attributes are. */
    @Test
    void aRunKnowsTheBookingThatItBeganWith() {
        live("", """
                'start': {'type': 'timer', 'until': {'attribute': 'from', 'of': 'entry', 'offset': '-P1D'}, 'next': 'end'},
                'end': {'type': 'exit'}""");
        Instant from = clock.instant().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode booking =
                (ObjectNode) Contracts.example("bookings", "booking.confirmed").deepCopy();
        booking.put("from", from.toString()).remove("userId");
        ObjectNode trigger = trigger(UUID.randomUUID(), "booking.confirmed", booking, false);
        trigger.put("origin", "user-change");
        trigger.withArray("entries").addObject().put("journeyId", journey).put("version", 1);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);

        await().untilAsserted(() -> assertThat(runs()).hasSize(1));
        assertThat(api.get("/journeys/runs/" + run(), CLIENT).text("until"))
                .isEqualTo(from.minus(Duration.ofDays(1)).toString());
    }

    private void told(String type, boolean enters) {
        ObjectNode data = (ObjectNode) Contracts.example("segments", type).deepCopy();
        data.remove("userId");
        ObjectNode trigger = trigger(UUID.randomUUID(), type, data, false);
        trigger.put("origin", "user-change");
        if (enters) {
            trigger.withArray("entries").addObject().put("journeyId", journey).put("version", 1);
        }
        Contracts.assertValid("journey-triggers", "trigger.occurred", trigger);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);
    }

    @Test
    void aScheduleTakesInWhoIsInASegmentThen() {
        Instant at = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        live("'schedule': {'at': '" + at + "', 'guests': {'segment': '" + segment + "'}},", NODES);
        await().untilAsserted(() -> assertThat(scheduled()).isEqualTo(1));
        clock.advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(entered()).containsExactlyInAnyOrder(userId, second, third));
        await().untilAsserted(() -> assertThat(scheduled()).isZero());
    }

    @Test
    void aScheduleWaitsForUserService() {
        OTHERS.reply = _ -> new Others.Reply(503, "{}");
        Instant at = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        live("'schedule': {'at': '" + at + "', 'guests': {'segment': '" + segment + "'}},", NODES);
        await().untilAsserted(() -> assertThat(scheduled()).isEqualTo(1));
        clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(OTHERS.to(segment)).isNotEmpty());
        nobodyIsAway();
        assertThat(entered()).isEmpty();
        clock.advance(Duration.ofSeconds(11));

        await().untilAsserted(() -> assertThat(entered()).hasSize(3));
    }

    @Test
    void whoWasInTheSegmentBeforeTheJourneyWasLiveIsTakenInOnce() {
        backfilled();
        JsonNode waiting = api.get("/journeys/" + journey + "/backfill", CLIENT).body();
        assertThat(waiting.path("asked").asLong()).isZero();
        visits("{}");
        settle();
        clock.advance(Duration.ofSeconds(31));

        await().untilAsserted(() -> assertThat(entered()).containsExactlyInAnyOrder(userId, third));
        JsonNode done = api.get("/journeys/" + journey + "/backfill", CLIENT).body();
        assertThat(done.path("asked").asLong()).isEqualTo(2);
        assertThat(done.path("endedAt").asString()).isNotEmpty();
        settle();
        assertThat(entered()).hasSize(2);
        assertThat(api.get("/journeys/runs/refusals?userId=" + userId, CLIENT)
                        .body()
                        .toString())
                .contains("reentry");
    }

    /** As a service that ends does. */
    @Test
    void anEnteringThatIsToldToStopEndsWithTheStepUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        OTHERS.reply = call -> {
            asked.countDown();
            awaitOpen(answer);
            return new Others.Reply(200, page(call.path()));
        };
        Instant at = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        live("'schedule': {'at': '" + at + "', 'guests': {'segment': '" + segment + "'}},", NODES);
        await().untilAsserted(() -> assertThat(scheduled()).isEqualTo(1));
        clock.advance(Duration.ofMinutes(2));
        asked.await();
        try {
            Thread stopping = Thread.ofVirtual().start(entering::stop);
            await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
            answer.countDown();
            stopping.join();

            assertThat(OTHERS.to(segment)).noneMatch(call -> call.path().contains("cursor=more"));
            assertThat(scheduled()).isEqualTo(1);
        } finally {
            answer.countDown();
            if (!entering.isRunning()) {
                entering.start();
            }
        }
        await().untilAsserted(() -> assertThat(entered()).hasSize(3));
    }

    /** It waits for a lock here; of a million guests it takes as long. */
    @Test
    void aScheduleUnderWayKeepsNoSegmentWaiting() {
        backfilled();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
            jdbc.sql("LOCK TABLE schedules IN ACCESS EXCLUSIVE MODE").update();
            await().until(this::schedulesWait);
            clock.advance(Duration.ofSeconds(31));

            await().atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(api.get("/journeys/" + journey + "/backfill", CLIENT)
                                    .body()
                                    .path("endedAt")
                                    .asString(""))
                            .isNotEmpty());
        });
    }

    private boolean schedulesWait() {
        return jdbc.sql("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%schedules%'
                        """).query(Integer.class).single() > 0;
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onlyAJourneyThatASegmentOpensHasSomethingToMakeUpFor() {
        api.post("/journeys", CLIENT, definition(journey, "", NODES));

        var refused = api.post("/journeys/" + journey + "/publish", CLIENT, Map.of("backfill", true));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().toString()).contains("/backfill", "segment.entered");
        assertThat(api.get("/journeys/" + journey + "/backfill", CLIENT).status())
                .isEqualTo(404);
        assertThat(api.get("/journeys/" + journey, CLIENT).text("state")).isEqualTo("draft");
    }

    private void backfilled() {
        ObjectNode definition = (ObjectNode) definition(journey, "", NODES);
        definition.set("entry", json("{'on': 'segment.entered', 'attributes': {'segmentId': '" + segment + "'}}"));
        api.post("/journeys", CLIENT, definition);
        assertThat(api.post("/journeys/" + journey + "/publish", CLIENT, Map.of("backfill", true))
                        .status())
                .isEqualTo(202);
        messages.publish("journey-triggers", journey, "journey.armed", Map.of("journeyId", journey, "version", 1));
        await().untilAsserted(() -> assertThat(api.get("/journeys/" + journey + "/backfill", CLIENT)
                        .body()
                        .path("liveAt")
                        .asString(""))
                .isNotEmpty());
    }

    private long scheduled() {
        return jdbc.sql("SELECT count(*) FROM schedules WHERE journey_id = ? AND due_at IS NOT NULL")
                .param(journey)
                .query(Long.class)
                .single();
    }

    private List<@Nullable String> entered() {
        return jdbc.sql("SELECT user_id FROM all_runs WHERE journey_id = ?")
                .param(journey)
                .query(String.class)
                .list();
    }
}
