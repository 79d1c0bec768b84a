package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunTimerFlowTests extends GuestOnJourney {
    RunTimerFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void theTimerFiresWhenItsTimeHasCome() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        double fired = metrics.counter("journey.timers.fired").count();
        pass(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("quiet");
        await().untilAsserted(() ->
                assertThat(metrics.counter("journey.timers.fired").count()).isGreaterThan(fired));
        assertThat(metrics.timer("journey.timers.lag").count()).isPositive();
        assertThat(jdbc.sql("SELECT count(*) FROM timers WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTimerOfAWorkerThatWasFencedOffFiresOnce() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        double fenced = metrics.get("consumer.fenced").counter().count();
        jdbc.sql("UPDATE platform.consumer_position SET epoch = epoch + 1").update();
        pass(Duration.ofSeconds(61));

        awaitOfGuest("journeys", "run.exited");
        assertThat(metrics.get("consumer.fenced").counter().count()).isGreaterThan(fenced);
        assertThat(whats(runs().getFirst())).containsOnlyOnce("elapsed");
    }

    @Test
    void aTimerDoesNotOvertakeWhatEventServiceHasNotTold() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        clock.advance(Duration.ofSeconds(61));
        settle();
        occurred(UUID.randomUUID(), "offer_viewed", JsonMapper.shared().createObjectNode(), false);
        toldUpToNow();

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("engaged");
        assertThat(whats(runs().getFirst())).containsSubsequence("counted", "elapsed");
    }

    @Test
    void aTimerDoesNotOvertakeTheEndThatWasAskedForBefore() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        String run = runs().getFirst();
        jdbc.sql("UPDATE runs SET cancel_requested_at = now() WHERE run_id = ?::uuid")
                .param(run)
                .update();
        pass(Duration.ofSeconds(61));
        settle();
        assertThat(ofGuest("journeys")).extracting(TestMessage::type).doesNotContain("run.exited");
        api.post("/journeys/runs/" + run + "/cancel", CLIENT, Map.of("reason", "operator"));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("operator");
    }

    @Test
    void aTimerThatHasWaitedLongEnoughFiresBlindAndSaysSo() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        double blind = metrics.counter("journey.timers.blind").count();
        clock.advance(Duration.ofSeconds(61));
        settle();
        assertThat(ofGuest("journeys")).extracting(TestMessage::type).doesNotContain("run.exited");
        clock.advance(Duration.ofMinutes(5));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("quiet");
        JsonNode elapsed = steps(runs().getFirst()).stream()
                .filter(step -> step.path("what").asString().equals("elapsed"))
                .findFirst()
                .orElseThrow();
        assertThat(elapsed.path("detail").path("blind").asBoolean()).isTrue();
        await().untilAsserted(() ->
                assertThat(metrics.counter("journey.timers.blind").count()).isGreaterThan(blind));
    }

    @Test
    void aRunThatCannotBeMovedHoldsUpNoOtherGuest() {
        UUID broken = Ids.derived(registered(true), "welcome");
        awaitOfGuest("journeys", "run.waiting");
        corrupt(broken);
        String other = anotherOnTheSameShard();
        pass(Duration.ofSeconds(61));

        messages.await(
                "journeys", "run.exited", data -> data.path("userId").asString().equals(other));
        await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(1));
        assertThat(parkedCauses().getFirst()).contains("format: 99 (expected: 1 to 3)");
    }

    @Test
    void aParkedTimerIsListedAndRunsAgainOnceItsRunIsRepaired() {
        UUID run = Ids.derived(registered(true), "welcome");
        awaitOfGuest("journeys", "run.waiting");
        String state = jdbc.sql("SELECT state::text FROM runs WHERE run_id = ?")
                .param(run)
                .query(String.class)
                .single();
        corrupt(run);
        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(1));
        occurred(UUID.randomUUID(), "offer_viewed", JsonMapper.shared().createObjectNode(), false);
        await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(2));

        JsonNode letters =
                api.get("/ops/dead-letters", TestTokens.operator()).body().path("items");
        assertThat(letters.valueStream()
                        .filter(letter -> letter.path("key").asString().equals(userId)))
                .extracting(letter -> letter.path("type").asString())
                .containsExactly("timer.elapsed", "trigger.occurred");
        jdbc.sql("UPDATE runs SET state = ?::jsonb WHERE run_id = ?")
                .params(state, run)
                .update();
        api.post("/ops/dead-letters", TestTokens.operator(), Map.of("keys", List.of(userId)));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("quiet");
        await().untilAsserted(() -> assertThat(parkedCauses()).isEmpty());
    }

    @Test
    void aTimerWaitsBehindAParkedMessageOfItsGuest() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        messages.publishRaw(
                "users",
                userId,
                Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "user.updated",
                        "ce_source",
                        "/tests",
                        "ce_time",
                        clock.instant().toString()),
                "{".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(1));
        pass(Duration.ofSeconds(61));

        await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(2));
        assertThat(ofGuest("journeys")).extracting(TestMessage::type).doesNotContain("run.exited");
    }

    @Test
    void aRunThatTheDatabaseRefusesHoldsUpNoOtherGuest() {
        UUID refused = Ids.derived(registered(true), "welcome");
        awaitOfGuest("journeys", "run.waiting");
        String other = anotherOnTheSameShard();
        jdbc.sql("ALTER TABLE ended_runs ADD CONSTRAINT refused CHECK (run_id <> '%s')".formatted(refused))
                .update();
        try {
            pass(Duration.ofSeconds(61));

            messages.await(
                    "journeys",
                    "run.exited",
                    data -> data.path("userId").asString().equals(other));
            await().untilAsserted(() -> assertThat(parkedCauses()).hasSize(1));
            assertThat(parkedCauses().getFirst()).contains("refused");
        } finally {
            jdbc.sql("ALTER TABLE ended_runs DROP CONSTRAINT refused").update();
        }
    }

    private void corrupt(UUID run) {
        jdbc.sql("UPDATE runs SET state = '{\"format\": 99}' WHERE run_id = ?")
                .param(run)
                .update();
    }

    /** A guest whose timer is due in the same step. */
    private String anotherOnTheSameShard() {
        String other = Stream.generate(() -> UUID.randomUUID().toString())
                .filter(candidate -> Shard.of(candidate).equals(Shard.of(userId)))
                .findFirst()
                .orElseThrow();
        ObjectNode trigger = trigger(UUID.randomUUID(), "user.registered", registration(true), true);
        messages.publish("journey-triggers", other, "trigger.occurred", trigger.put("userId", other));
        messages.await(
                "journeys",
                "run.waiting",
                data -> data.path("userId").asString().equals(other));
        return other;
    }

    private List<String> parkedCauses() {
        return jdbc.sql("SELECT cause FROM platform.parked_message WHERE key = ? ORDER BY seq")
                .param(userId)
                .query((row, _) -> row.getString("cause"))
                .list();
    }
}
