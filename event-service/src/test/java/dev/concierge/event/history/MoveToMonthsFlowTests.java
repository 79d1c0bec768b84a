package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** A database of the release before keeps what it has. */
@FlowTest(topics = {"users", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MoveToMonthsFlowTests {
    private final DataSource database;
    private final JdbcClient jdbc;

    MoveToMonthsFlowTests(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @Test
    void storedEventsMoveToTheMonthOfTheirReceiptAndDeletionsStayKnown() {
        migrate("3");
        jdbc.sql("""
                        INSERT INTO before.user_events (event_id, user_id, event_name, event_at, received_at, attributes)
                        SELECT gen_random_uuid(), 'u-' || i % 7, CASE i % 2 WHEN 0 THEN 'seen' ELSE 'user.updated' END,
                            '2020-01-01Z', '2026-08-15Z'::timestamptz + i * interval '1 day', '{"i": 1}'
                        FROM generate_series(1, 100) i""").update();
        jdbc.sql("INSERT INTO before.event_ids SELECT event_id, received_at FROM before.user_events")
                .update();
        jdbc.sql("INSERT INTO before.event_ids VALUES ('0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01', now())")
                .update();
        long last = number("SELECT max(seq) FROM before.user_events");

        migrate("4");

        assertThat(number("SELECT count(*) FROM before.user_events")).isEqualTo(100);
        assertThat(number("SELECT count(*) FROM before.user_events_2026_09")).isEqualTo(30);
        assertThat(number("SELECT count(*) FROM before.user_events WHERE origin = 'u'"))
                .isEqualTo(50);
        assertThat(number("SELECT count(*) FROM before.deleted_events")).isOne();
        assertThat(number("SELECT nextval('before.user_events_batch')")).isGreaterThan(last);
        jdbc.sql("DROP SCHEMA before CASCADE").update();
    }

    private void migrate(String version) {
        FluentConfiguration old = Flyway.configure()
                .dataSource(database)
                .schemas("before")
                .locations("classpath:db/migration")
                .target(version);
        old.load().migrate();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
