package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** A database of the release before keeps what it has. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MoveToMonthsFlowTests {
    private final DataSource database;
    private final JdbcClient jdbc;

    MoveToMonthsFlowTests(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @Test
    void storedEventsMoveToTheMonthOfTheirReceiptAndDeletionsStayKnown() throws Exception {
        migrate("V1__events_and_triggers", "V2__definitions_in_time", "V3__history_by_age");
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

        migrate("V4__events_by_month");

        assertThat(number("SELECT count(*) FROM before.user_events")).isEqualTo(100);
        assertThat(number("SELECT count(*) FROM before.user_events_2026_09")).isEqualTo(30);
        assertThat(number("SELECT count(*) FROM before.user_events WHERE origin = 'u'"))
                .isEqualTo(50);
        assertThat(number("SELECT count(*) FROM before.deleted_events")).isOne();
        assertThat(number("SELECT nextval('before.user_events_batch')")).isGreaterThan(last);
        jdbc.sql("DROP SCHEMA before CASCADE").update();
    }

    /** Beside the tables of the running service, in a schema of its own. */
    private void migrate(String... versions) throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS before; SET search_path TO before");
            for (String version : versions) {
                statement.execute(new ClassPathResource("db/migration/" + version + ".sql")
                        .getContentAsString(StandardCharsets.UTF_8));
            }
            statement.execute("RESET search_path");
        }
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
