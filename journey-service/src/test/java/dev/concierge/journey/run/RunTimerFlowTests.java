package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.message.Ids;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

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
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("quiet");
        await().untilAsserted(() ->
                assertThat(metrics.counter("journey.timers.fired").count()).isGreaterThan(fired));
        assertThat(metrics.timer("journey.timers.lag").count()).isPositive();
        assertThat(jdbc.sql("SELECT count(*) FROM jobs JOIN runs USING (run_id) WHERE user_id = ?")
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
        clock.advance(Duration.ofSeconds(61));

        awaitOfGuest("journeys", "run.exited");
        assertThat(metrics.get("consumer.fenced").counter().count()).isGreaterThan(fenced);
        assertThat(whats(runs().getFirst())).containsOnlyOnce("elapsed");
    }

    @Test
    void aRunThatCannotBeMovedHoldsUpNoOther() {
        UUID broken = Ids.derived(registered(true), "welcome");
        UUID sound = Ids.derived(registered(true), "welcome");
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        jdbc.sql("UPDATE runs SET state = '{\"format\": 99}' WHERE run_id = ?")
                .param(broken)
                .update();
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("runId").asString())
                .isEqualTo(sound.toString());
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT cause FROM parked_jobs WHERE run_id = ?")
                        .param(broken)
                        .query(String.class)
                        .single())
                .contains("format: 99 (expected: 1)"));
    }

    @Test
    void aRunThatTheDatabaseRefusesHoldsUpNoOther() {
        UUID refused = Ids.derived(registered(true), "welcome");
        UUID sound = Ids.derived(registered(true), "welcome");
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        jdbc.sql("ALTER TABLE runs ADD CONSTRAINT refused CHECK (run_id <> '%s' OR status <> 'exited')"
                        .formatted(refused))
                .update();
        try {
            clock.advance(Duration.ofSeconds(61));

            assertThat(awaitOfGuest("journeys", "run.exited").path("runId").asString())
                    .isEqualTo(sound.toString());
            await().untilAsserted(() -> assertThat(jdbc.sql("SELECT cause FROM parked_jobs WHERE run_id = ?")
                            .param(refused)
                            .query(String.class)
                            .single())
                    .contains("refused"));
        } finally {
            jdbc.sql("ALTER TABLE runs DROP CONSTRAINT refused").update();
        }
    }
}
