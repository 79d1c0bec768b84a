package dev.concierge.datemaker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"bookings", "notifications", "users"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldEntriesFlowTests {
    private final ForgetOldEntries forget;
    private final EventLog log;
    private final JdbcClient jdbc;
    private final TestClock clock;

    private UUID event = new UUID(0, 0);

    ForgetOldEntriesFlowTests(ForgetOldEntries forget, EventLog log, JdbcClient jdbc, TestClock clock) {
        this.forget = forget;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void thereIsAnEventThatIsOver() {
        event = jdbc.sql("""
                        insert into dating_events (start_dttm, state_id, step, due_at)
                        values (now() - interval '401 days', 4, 'RESULT', null) returning id
                        """).query(UUID.class).single();
    }

    @Test
    void whatHappenedLongAgoIsForgottenAndNothingElse() {
        noted("old", 401);
        noted("recent", 399);

        forget.run();

        assertThat(log.after(event, 0, 10).stream().map(EventLog.Entry::what)).containsExactly("recent");
    }

    @Test
    void moreThanOneSliceIsForgotten() {
        jdbc.sql("""
                insert into event_log (event_id, at, what)
                select ?, now() - interval '401 days', 'old' from generate_series(1, 2500)
                """).param(event).update();

        forget.run();

        assertThat(log.after(event, 0, 10)).isEmpty();
    }

    /** Pairs must not meet again at the events of a series, and only whoever had a call can be blocked. */
    @Test
    void whoMetWhomIsNotForgotten() {
        UUID call = UUID.randomUUID();
        jdbc.sql("""
                insert into calls (call_id, event_id, group_no, round, one, other, room, starts_at, ends_at, ended_at)
                values (?, ?, 0, 0, ?, ?, 'r', now() - interval '401 days', now() - interval '401 days',
                        now() - interval '401 days')
                """).params(call, event, new UUID(0, 1), new UUID(0, 2)).update();

        forget.run();

        assertThat(jdbc.sql("select count(*) from calls where call_id = ?")
                        .param(call)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void theOldestAreFoundByTheirAge() {
        jdbc.sql("""
                insert into event_log (event_id, at, what)
                select ?, now() - n * interval '1 minute', 'n' from generate_series(1, 10000) as n
                """).param(event).update();
        jdbc.sql("analyze event_log").update();

        assertThat(plan("select entry from event_log where at < now() - interval '6 days' order by at limit 1000"))
                .contains("event_log_by_age")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void aLogThatIsGoneWhileItsEventIsSpokenOfIsRefused() {
        assertThatThrownBy(() -> new ForgetOldEntries.LogSettings(Duration.ofDays(7)))
                .hasMessage("concierge.datemaker.log.kept: PT168H (expected: at least PT192H)");
    }

    private void noted(String what, long daysAgo) {
        log.note(event, clock.instant().minus(Duration.ofDays(daysAgo)), what, null, Map.of());
    }

    private String plan(String sql) {
        return jdbc.sql("explain " + sql).query(String.class).list().stream().collect(Collectors.joining("\n"));
    }
}
