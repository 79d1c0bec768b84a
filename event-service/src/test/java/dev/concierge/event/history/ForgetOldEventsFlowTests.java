package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgetOldEventsFlowTests {
    private final ForgetOldEvents forget;
    private final History history;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    ForgetOldEventsFlowTests(
            ForgetOldEvents forget,
            History history,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.forget = forget;
        this.history = history;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void forgetsDeletionsThatCannotBeRepeatedAnyMore() {
        UUID old = deleted("11 days");
        UUID recent = deleted("9 days");

        forget.run();

        assertThat(history.contains(old)).isFalse();
        assertThat(history.contains(recent)).isTrue();
    }

    @Test
    void monthsThatAreKeptLongEnoughAreDroppedWhole() {
        Instant now = clock.instant();
        KeepMonths months = new KeepMonths(jdbc, transaction);
        months.make(now.minus(Duration.ofDays(800)), now);
        UUID old = received("800 days");
        UUID recent = received("729 days");

        forget.run();

        assertThat(history.find(old)).isEmpty();
        assertThat(history.find(recent)).isPresent();
        assertThat(months.months().getFirst())
                .isEqualTo(YearMonth.from(now.minus(Duration.ofDays(730)).atOffset(ZoneOffset.UTC)));
    }

    @Test
    void twoMonthsAheadAreThere() {
        assertThat(new KeepMonths(jdbc, transaction).months().getLast())
                .isEqualTo(
                        YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).plusMonths(2));
    }

    private UUID received(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO user_events
                            (event_id, user_id, event_name, event_at, received_at, seq, origin, attributes)
                        VALUES (?, 'u-1', 'seen', now(), now() - ?::interval, 0, 'e', '{}')""").params(id, ago).update();
        return id;
    }

    private UUID deleted(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO deleted_events VALUES ('u-1', ?, now() - ?::interval)")
                .params(id, ago)
                .update();
        return id;
    }
}
