package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.web.TooManyAtOnce;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.security.core.context.SecurityContextHolder;

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
    void aGuestHasHalfOfTheConnectionsOfRequestsAndAClientAllButOne() throws Exception {
        Caller guest = caller(Caller.Kind.GUEST, "g1");
        List<Connection> held = new ArrayList<>();
        try {
            held.addAll(List.of(opened(guest), opened(guest)));
            assertThatThrownBy(() -> opened(guest)).hasRootCauseInstanceOf(TooManyAtOnce.class);
            held.add(opened(caller(Caller.Kind.GUEST, "g2")));
            held.removeFirst().close();
            held.add(opened(guest));
            closeAll(held);

            Caller client = caller(Caller.Kind.CLIENT, "c1");
            held.addAll(List.of(opened(client), opened(client), opened(client)));
            assertThatThrownBy(() -> opened(client)).hasRootCauseInstanceOf(TooManyAtOnce.class);
            held.add(opened(guest));
        } finally {
            closeAll(held);
        }
    }

    @Test
    void whoHasItsShareWaitsUntilItGivesSomeBack() throws Exception {
        Caller guest = caller(Caller.Kind.GUEST, "g1");
        Connection first = opened(guest);
        try (Connection _ = opened(guest);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Connection> third = threads.submit(() -> open(guest));
            first.close();

            third.get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aRequestThatHoldsAConnectionDoesNotWaitForASecondOne() throws Exception {
        Caller guest = caller(Caller.Kind.GUEST, "g1");
        try (Connection _ = opened(guest);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int both = threads.submit(() -> {
                        try (Connection _ = open(guest);
                                Connection _ = open(guest)) {
                            return 2;
                        }
                    })
                    .get();

            assertThat(both).isEqualTo(2);
            opened(guest).close();
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

    /** By a request of its own. */
    private Connection opened(Caller caller) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(() -> open(caller)).get();
        }
    }

    /** By this thread. */
    private Connection open(Caller caller) throws SQLException {
        SecurityContextHolder.getContext().setAuthentication(CallerAuthentication.of(caller));
        try {
            return pod.bean(DataSource.class).getConnection();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private static Caller caller(Caller.Kind kind, String subject) {
        return new Caller(subject, kind, Set.of(), Set.of());
    }

    private String limit(Workload workload) {
        return workload.call(() ->
                pod.jdbc().sql("SHOW statement_timeout").query(String.class).single());
    }
}
