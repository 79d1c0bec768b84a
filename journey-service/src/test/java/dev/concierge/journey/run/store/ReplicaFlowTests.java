package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.concierge.journey.JourneySettings;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.database.FurtherDatabases;
import dev.concierge.testsupport.FlowTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** The replica is another schema here, so that it can be told from the database itself. */
@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReplicaFlowTests {
    private final JdbcClient jdbc;
    private final FurtherDatabases databases;
    private final JdbcConnectionDetails login;
    private final UserId guest = new UserId(UUID.randomUUID().toString());
    private final UUID run = UUID.randomUUID();

    ReplicaFlowTests(JdbcClient jdbc, FurtherDatabases databases, JdbcConnectionDetails login) {
        this.jdbc = jdbc;
        this.databases = databases;
        this.login = login;
    }

    @BeforeEach
    void aReplicaHasARunThatTheDatabaseHasNot() {
        jdbc.sql("DROP SCHEMA IF EXISTS replica CASCADE").update();
        jdbc.sql("CREATE SCHEMA replica").update();
        jdbc.sql("CREATE TABLE replica.all_runs AS SELECT * FROM all_runs LIMIT 0")
                .update();
        jdbc.sql("CREATE TABLE replica.advances AS SELECT * FROM advances LIMIT 0")
                .update();
        jdbc.sql("""
                INSERT INTO replica.all_runs (user_id, run_id, journey_id, version, causing_event_id, status, node, reason,
                                              created_at, updated_at, ended_at)
                VALUES (?, ?, 'replicated', 1, gen_random_uuid(), 'exited', 'end', 'completed', now(), now(), now())
                """).params(guest.value(), run).update();
        jdbc.sql("""
                INSERT INTO replica.advances (user_id, run_id, advance_id, position, at, steps)
                VALUES (?, ?, gen_random_uuid(), 1, now(), '[{"what": "entered", "detail": {}}, {"what": "exited", "detail": {}}]')
                """).params(guest.value(), run).update();
    }

    @Test
    void listsAndTimelinesAreReadFromItAndRunsByTheirIdsAreNot() {
        Replica replica = replica(login.getJdbcUrl() + "?currentSchema=replica");
        Runs runs = new Runs(jdbc, replica);
        Timelines timelines = new Timelines(jdbc, replica);

        assertThat(runs.list(new RunQuery(guest, null, null), null, 10)).hasSize(1);
        assertThat(timelines.list(new RunOfGuest(guest, new RunId(run)), null, 10))
                .extracting(TimelineEntry::what)
                .containsExactly("entered", "exited");
        assertThat(runs.find(new RunId(run))).isNull();
    }

    @Test
    void withoutOneTheDatabaseItselfIsRead() {
        assertThat(new Runs(jdbc, replica("")).list(new RunQuery(guest, null, null), null, 10))
                .isEmpty();
    }

    @Test
    void anotherAddressIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("postgres://elsewhere"));
    }

    private Replica replica(String url) {
        return new Replica(jdbc, databases, login, settings(url));
    }

    private static JourneySettings settings(String url) {
        return new JourneySettings(
                Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofDays(180), url, 0, 0, Duration.ZERO);
    }
}
