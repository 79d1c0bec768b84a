package dev.concierge.datemaker.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@FlowTest(topics = {"bookings", "notifications", "users"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EventLogFlowTests {
    private static final int MOST = 200;

    private final EventLog log;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final UUID ada = UUID.randomUUID();

    private UUID event = new UUID(0, 0);

    EventLogFlowTests(EventLog log, JdbcClient jdbc, TestClock clock) {
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void thereIsAnEvent() {
        event = jdbc.sql("""
                        insert into dating_events (start_dttm, state_id, step, due_at)
                        values (now() - interval '1 day', 4, 'RESULT', null) returning id
                        """).query(UUID.class).single();
    }

    @Test
    void whatAGuestDoesOverAndOverIsNotedSoOftenAndNoMore() {
        for (int times = 0; times < MOST + 5; times++) {
            log.noteSome(event, clock.instant(), "chose", ada, Map.of("times", times));
        }
        log.noteSome(event, clock.instant(), "reported", ada, Map.of());
        log.noteSome(event, clock.instant(), "chose", UUID.randomUUID(), Map.of());

        assertThat(log.after(event, 0, 1_000))
                .hasSize(MOST + 2)
                .filteredOn(entry -> ada.equals(entry.userId()) && entry.what().equals("chose"))
                .hasSize(MOST)
                .last()
                .satisfies(entry ->
                        assertThat(entry.detail().path("times").asInt()).isEqualTo(MOST - 1));
    }

    @Test
    void whatTheEventItselfDoesIsAlwaysNoted() {
        for (int times = 0; times < MOST + 5; times++) {
            log.note(event, clock.instant(), "removed", ada, Map.of());
            log.note(event, clock.instant(), "step", null, Map.of());
        }

        assertThat(log.after(event, 0, 1_000)).hasSize(2 * (MOST + 5));
    }
}
