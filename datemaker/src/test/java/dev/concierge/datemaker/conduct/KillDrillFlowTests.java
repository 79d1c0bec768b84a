package dev.concierge.datemaker.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.registration.AnswerForGuest;
import dev.concierge.datemaker.registration.Register;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two conductors, of whom the one that has a step dies in it: its session ends between what it wrote and its commit, as
 * after a kill -9. Whatever the step, it is taken once, by whoever is left, and nobody hears anything twice or not at all.
 */
@FlowTest(topics = {"bookings", "notifications", "users"})
class KillDrillFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String IN_THE_STEP = """
            select pid from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into event_log%'
            """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private TestClock clock;

    @Autowired
    private TestMessages messages;

    @Autowired
    private DateEvents events;

    @Autowired
    private Register register;

    @Autowired
    private AnswerForGuest answer;

    @Autowired
    private Calls calls;

    @Autowired
    private ConductEvent conductEvent;

    @SuppressWarnings("NullAway.Init") // every test has one
    private Conductor otherPod;

    private final List<UUID> guests =
            IntStream.range(0, 4).mapToObj(_ -> UUID.randomUUID()).toList();
    private Instant start = Instant.EPOCH;
    private UUID event = new UUID(0, 0);

    @BeforeEach
    void planAnEventForTwoPods() {
        jdbc.sql("delete from dating_events").update();
        start = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MINUTES);
        event = jdbc.sql("insert into dating_events (start_dttm) values (?) returning id")
                .param(start.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        otherPod = new Conductor(events, conductEvent, clock);
        otherPod.start();
        guests.forEach(guest -> register.register(event, guest, new Register.Wanted(null, "en", 30), null));
    }

    @AfterEach
    void backToTheRealTime() {
        otherPod.stop();
        otherPod.destroy();
        jdbc.sql("delete from dating_events").update();
        clock.reset();
    }

    @Test
    void inWhateverStepAConductorDiesTheStepIsTakenOnceAndNobodyMissesAWord() throws Exception {
        die(start.minus(Duration.ofHours(24)), 1);
        die(start.minus(Duration.ofHours(12)), 2);
        guests.subList(0, 3).forEach(guest -> answer.confirm(event, guest, true));
        die(start.minus(Duration.ofHours(3)), 3);
        answer.confirm(event, guests.get(3), true);
        await().atMost(PATIENCE).until(() -> find().state() == DateEventState.READY);
        die(start.minus(Duration.ofMinutes(5)), 5);
        guests.forEach(guest -> answer.present(event, guest, true));

        Set<Pair> met = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            Instant begins = start.plus(Duration.ofMinutes(6L * round));
            die(begins, 6 + 3 * round);
            List<Call> begun = calls.underWay(event);
            assertThat(begun).hasSize(2).allMatch(call -> met.add(call.pair()));
            begun.forEach(call -> List.of(call.pair().one(), call.pair().other())
                    .forEach(guest -> calls.join(call.id(), guest, clock.instant())));
            die(begins.plusSeconds(60), 7 + 3 * round);
            assertThat(calls.underWay(event)).hasSize(2);
            die(begins.plusSeconds(300), 8 + 3 * round);
            assertThat(calls.underWay(event)).isEmpty();
        }
        die(start.plus(Duration.ofMinutes(18)), 15);
        die(start.plus(Duration.ofMinutes(48)), 16);

        assertThat(find().state()).isEqualTo(DateEventState.FINISHED);
        assertThat(met).hasSize(6);
        assertThat(calls.of(event)).hasSize(6);
        for (UUID guest : guests) {
            int asked = guest.equals(guests.getLast()) ? 3 : 2;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told(guest))
                            .isEqualTo(Map.of(
                                    "confirm_registration", asked,
                                    "send_user_will_take_part_in_event", 1,
                                    "send_rules", 1,
                                    "invite_to_meeting", 3,
                                    "send_break_message", 3,
                                    "send_partner_rating_request", 3,
                                    "send_final_dating_message", 1)));
        }
    }

    @Test
    void aConductorThatIsStoppedLosesTheStepToAnotherAndCannotTakeItAnyMore() throws Exception {
        clock.set(start.minus(Duration.ofHours(24)));
        await().atMost(PATIENCE).until(() -> find().state() == DateEventState.REG_CONFIRM);
        Instant due = start.minus(Duration.ofHours(12));
        try (Connection stopped = database.getConnection()) {
            stopped.setAutoCommit(false);
            try (Statement taking = stopped.createStatement()) {
                taking.execute("set local idle_in_transaction_session_timeout = '2000'");
                taking.execute("select 1 from dating_events where id = '" + event + "' for no key update");
                taking.execute("update dating_events set step = 'STOLEN' where id = '" + event + "'");
                clock.set(due);
                long before = System.nanoTime();
                await().atMost(PATIENCE).until(() -> entries() == 2);
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
                assertThatThrownBy(stopped::commit).isInstanceOf(SQLException.class);
            }
        }
        assertThat(find().dueAt()).isEqualTo(start.minus(Duration.ofHours(3)));
    }

    /** @param steps that have been taken by then */
    private void die(Instant due, int steps) throws SQLException {
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table event_log in access exclusive mode");
                clock.set(due);
                await().atMost(PATIENCE).until(this::killed);
            } finally {
                holder.rollback();
                holder.setAutoCommit(true);
            }
        }
        await().atMost(PATIENCE).until(() -> entries() == steps);
    }

    private boolean killed() {
        return jdbc.sql("select count(pg_terminate_backend(pid)) from (" + IN_THE_STEP + ") victims")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private int entries() {
        return jdbc.sql("select count(*) from event_log where event_id = ? and what = 'step'")
                .param(event)
                .query(Integer.class)
                .single();
    }

    /** How often the guest was told each thing. */
    private Map<String, Integer> told(UUID guest) {
        Map<String, Integer> told = new HashMap<>();
        messages.received("notifications").stream()
                .filter(message -> message.key().equals(guest.toString()))
                .forEach(message -> told.merge(message.data().at("/data/kind").asString(), 1, Integer::sum));
        return told;
    }

    private DateEvent find() {
        return events.findById(new DateEventId(event)).orElseThrow();
    }
}
