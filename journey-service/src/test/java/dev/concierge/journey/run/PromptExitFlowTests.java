package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what happens to a guest during a delay to the stored end of their run, its timer included. */
class PromptExitFlowTests extends OwnJourney {
    private static final int RUNS = 20;
    /** What a quiet machine needs is printed; an engine that acts at the end of the step needs a day. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    PromptExitFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void anExitRuleEndsTheRunAtOnce() {
        live("'exitRules': [{'on': 'bought', 'reason': 'bought'}],", """
                'start': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit', 'reason': 'late'}""");

        endsAtOnce();
    }

    @Test
    void aWaitLeadsElsewhereAtOnce() {
        live("", """
                'start': {'type': 'wait', 'events': [{'event': 'bought', 'next': 'won'}], 'timeout': 'P1D',
                    'next': {'done': 'end', 'timeout': 'end'}},
                'won': {'type': 'exit', 'reason': 'bought'}, 'end': {'type': 'exit', 'reason': 'late'}""");

        endsAtOnce();
    }

    private void endsAtOnce() {
        List<Long> millis = new ArrayList<>();
        for (int round = 1; round <= RUNS; round++) {
            visits("{}");
            await().untilAsserted(() -> assertThat(timersOfGuest()).isOne());
            int ended = round;
            long happened = System.nanoTime();
            happens("bought", "{}");
            await().atMost(BOUND)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> bought() == ended);
            millis.add(Duration.ofNanos(System.nanoTime() - happened).toMillis());
            assertThat(timersOfGuest()).isZero();
        }
        Collections.sort(millis);
        System.out.printf(
                "event -> exit stored, its timer gone: median %d ms, worst of %d %d ms%n",
                millis.get(RUNS / 2), RUNS, millis.getLast());
    }

    private long bought() {
        return count("SELECT count(*) FROM ended_runs WHERE user_id = ? AND reason = 'bought'");
    }

    private long timersOfGuest() {
        return count("SELECT count(*) FROM timers WHERE user_id = ?");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(userId).query(Long.class).single();
    }
}
