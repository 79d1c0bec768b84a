package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guests who are taken in by the clock. */
class ScheduleFlowTests extends OwnJourney {
    private static final String NODES =
            "'start': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit'}";

    ScheduleFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void guestsComeInOnceWhenTheTimeHasCome() {
        String at = clock.instant()
                .plus(Duration.ofMinutes(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        live("'schedule': {'at': '" + at + "', 'guests': ['" + userId + "']},", NODES);
        await().untilAsserted(() -> assertThat(known()).isEqualTo(1));
        settle();
        assertThat(runs()).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(runs()).hasSize(1));
        await().untilAsserted(() -> assertThat(due()).isZero());
        settle();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void aRuleTakesGuestsInNoFasterThanItMayAndComesBack() {
        List<String> guests = IntStream.range(0, 4)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        Instant soon = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES);
        String from = soon.minus(Duration.ofDays(1)).toString().substring(0, 10);
        live(
                "'schedule': {'rrule': 'FREQ=HOURLY', 'from': '" + from + "', 'time': '"
                        + soon.toString().substring(11, 16) + "', 'perMinute': 60, 'guests': ["
                        + guests.stream().map(guest -> "'" + guest + "'").collect(Collectors.joining(", ")) + "]},",
                NODES);
        await().untilAsserted(() -> assertThat(dueAt()).isEqualTo(soon));
        clock.advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(dueAt()).isEqualTo(soon.plus(Duration.ofHours(1))));
        await().untilAsserted(() -> assertThat(entered()).isEqualTo(4));
    }

    @Test
    void aVersionWithoutAScheduleEndsTheOneBefore() {
        Instant soon = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        live("'schedule': {'at': '" + soon + "', 'guests': ['" + userId + "']},", NODES);
        await().untilAsserted(() -> assertThat(dueAt()).isEqualTo(soon));

        api.call(HttpMethod.PUT, "/journeys/" + journey, CLIENT, definition(journey, "", NODES), Map.of());
        api.post("/journeys/" + journey + "/publish", CLIENT, null);
        messages.publish("journey-triggers", journey, "journey.armed", Map.of("journeyId", journey, "version", 2));
        await().untilAsserted(() -> assertThat(noticed()).isEqualTo(2));
        clock.advance(Duration.ofMinutes(2));
        settle();

        assertThat(due()).isZero();
        assertThat(runs()).isEmpty();
    }

    @Test
    void oneAMinuteIsOneAMinute() {
        String at = clock.instant()
                .plus(Duration.ofMinutes(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        live(
                "'schedule': {'at': '" + at + "', 'perMinute': 1, 'guests': ['" + UUID.randomUUID() + "', '"
                        + UUID.randomUUID() + "']},",
                NODES);
        await().untilAsserted(() -> assertThat(known()).isEqualTo(1));

        clock.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(entered()).isEqualTo(1));
        assertThat(stepAt()).isAfter(clock.instant().plusSeconds(30));

        clock.advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(entered()).isEqualTo(2));
    }

    private Instant stepAt() {
        return jdbc.sql("SELECT step_at FROM schedules WHERE journey_id = ?")
                .param(journey)
                .query((row, _) -> row.getTimestamp("step_at").toInstant())
                .single();
    }

    private int noticed() {
        return jdbc.sql("SELECT version FROM schedules WHERE journey_id = ?")
                .param(journey)
                .query(Integer.class)
                .single();
    }

    private Instant dueAt() {
        return jdbc.sql("SELECT due_at FROM schedules WHERE journey_id = ?")
                .param(journey)
                .query((row, _) -> row.getTimestamp("due_at").toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    private long known() {
        return count("SELECT count(*) FROM schedules WHERE journey_id = ?");
    }

    private long due() {
        return count("SELECT count(*) FROM schedules WHERE journey_id = ? AND due_at IS NOT NULL");
    }

    private long entered() {
        return count("SELECT count(*) FROM all_runs WHERE journey_id = ?");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(journey).query(Long.class).single();
    }
}
