package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.platform.database.Workload;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Who may take the database from whom. */
class DatabaseFlowTests {
    private final Things things = new Things();
    private final Pod pod = things.start();

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void requestsThatTakeAllTheirConnectionsLeaveConsumersAndRelayTheirs() throws SQLException {
        List<Connection> requests = new ArrayList<>();
        try {
            for (int number = 0; number < 4; number++) {
                requests.add(pod.bean(DataSource.class).getConnection());
            }
            Dump.unsent(things.environment(), "a", 1);

            EffectLog log = new EffectLog(things.environment().jdbc());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.of("a")).containsExactly(1));
        } finally {
            for (Connection request : requests) {
                request.close();
            }
        }
    }

    @Test
    void aStatementEndsByTheLimitOfItsWorkload() {
        assertThat(Stream.of(Workload.values()).collect(Collectors.toMap(workload -> workload, this::limit)))
                .isEqualTo(Map.of(
                        Workload.REQUESTS, "10s",
                        Workload.CONSUMERS, "30s",
                        Workload.RELAY, "30s",
                        Workload.BACKGROUND, "30s",
                        Workload.MIGRATIONS, "0"));
        assertThatThrownBy(() -> pod.transaction().executeWithoutResult(_ -> {
                    pod.jdbc().sql("SET LOCAL statement_timeout = 50").update();
                    pod.jdbc().sql("SELECT pg_sleep(5)").query().singleRow();
                }))
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void whoAsksForHealthIsAnsweredOverConnectionsThatAreKept() {
        assertThat(((AbstractRoutingDataSource) pod.bean(DataSource.class))
                        .getResolvedDataSources()
                        .values())
                .hasOnlyElementsOfType(HikariDataSource.class);
    }

    @Test
    void aScrapeIsAnsweredWhileTheDatabaseHangs() throws SQLException {
        try (Connection outside = DriverManager.getConnection(
                        things.environment().jdbcUrl(),
                        things.environment().user(),
                        things.environment().password());
                Statement statement = outside.createStatement()) {
            pod.bean(PrometheusMeterRegistry.class).scrape(); // the first loads what later ones need
            outside.setAutoCommit(false);
            statement.execute("LOCK TABLE platform.outbox, platform.parked_message, platform.effect");

            long start = System.nanoTime();
            String scrape = pod.bean(PrometheusMeterRegistry.class).scrape();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
            assertThat(scrape.lines().filter(line -> line.matches("(outbox|consumer|effect)_.*")))
                    .contains("outbox_oldest_age_seconds 0.0")
                    .noneMatch(line -> line.endsWith("NaN"));
        }
    }

    private String limit(Workload workload) {
        return workload.call(() ->
                pod.jdbc().sql("SHOW statement_timeout").query(String.class).single());
    }
}
