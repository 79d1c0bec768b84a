package dev.concierge.journey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RestoreTimersFlowTests {
    private static final String HALVES = """
            {"format": 3, "state": {"is": "waiting", "visits": 5, "memory": {}, "positions": [
                {"is": "delayed", "node": "a", "visit": 3, "until": "2126-11-22T12:00:00Z", "within": [2]},
                {"is": "listening", "node": "b", "visit": 4, "until": "2126-11-22T13:00:00Z", "within": [2]},
                {"is": "arrived", "node": "c", "visit": 5, "within": [2]}]}}
            """;

    private final RestoreTimers restoreTimers;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final MeterRegistry metrics;
    private final String userId = UUID.randomUUID().toString();
    private final UUID run = UUID.randomUUID();

    RestoreTimersFlowTests(RestoreTimers restoreTimers, JdbcClient jdbc, TestClock clock, MeterRegistry metrics) {
        this.restoreTimers = restoreTimers;
        this.jdbc = jdbc;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Test
    void aRunThatLostATimerGetsItBackOnceAndIsCounted() {
        waits("10 min");
        timer(3);
        double before = restored();

        restoreTimers.run();
        restoreTimers.run();

        assertThat(restored() - before).isOne();
        assertThat(jdbc.sql("SELECT due_at = '2126-11-22T13:00:00Z' FROM timers WHERE user_id = ? AND visit = 4")
                        .param(userId)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aTimerThatAPauseHoldsIsNotLost() {
        waits("10 min");
        timer(3);
        jdbc.sql("""
                INSERT INTO held_timers (user_id, journey_id, shard, due_at, run_id, visit)
                VALUES (?, 'halves', 1, now(), ?, 4)
                """).params(userId, run).update();
        double before = restored();

        restoreTimers.run();

        assertThat(restored()).isEqualTo(before);
    }

    @Test
    void aRunThatMovedJustNowIsLeftAlone() {
        waits("1 min");
        double before = restored();

        restoreTimers.run();

        assertThat(restored()).isEqualTo(before);
    }

    private double restored() {
        return metrics.counter("journey.timers.restored").count();
    }

    private void waits(String ago) {
        jdbc.sql("""
                INSERT INTO runs (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, created_at,
                                  updated_at)
                VALUES (:guest, :run, 'halves', 1, 1, :run, 'waiting', :state::jsonb, :now, :now::timestamptz - :ago::interval)
                """)
                .param("guest", userId)
                .param("run", run)
                .param("state", HALVES)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ago", ago)
                .update();
    }

    private void timer(int visit) {
        jdbc.sql(
                        "INSERT INTO timers (user_id, shard, due_at, run_id, visit) VALUES (?, 1, '2126-11-22T12:00:00Z', ?, ?)")
                .params(userId, run, visit)
                .update();
    }
}
