package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import io.micrometer.core.instrument.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Who may relay a shard group. */
class LeaseFlowTests {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final DataSource database = EmptyDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void aLeaseThatIsHeldIsNotGivenToAnother() {
        assertThat(leases(LONG, 1).acquire(0)).contains(new Lease(0, 1));
        assertThat(leases(LONG, 1).acquire(0)).isEmpty();
    }

    @Test
    void whoFallsSilentLosesItsLeaseForGood() {
        OutboxLeases silent = leases(Duration.ofMillis(1), 1);
        Lease lost = silent.acquire(0).orElseThrow();
        OutboxLeases successor = leases(LONG, 1);

        Lease taken = await().until(() -> successor.acquire(0).orElse(null), lease -> lease != null);

        assertThat(taken.epoch()).isGreaterThan(lost.epoch());
        assertThat(silent.renew(lost)).isFalse();
        assertThat(successor.renew(taken)).isTrue();
    }

    @Test
    void anEarlierLeaseOfTheSameOwnerIsNoLeaseAnyMore() {
        OutboxLeases leases = leases(LONG, 1);
        Lease earlier = leases.acquire(0).orElseThrow();
        Lease later = leases.acquire(0).orElseThrow();

        assertThat(leases.renew(earlier)).isFalse();
        assertThat(leases.renew(later)).isTrue();
    }

    @Test
    void whoStopsInOrderLeavesNothingToWaitFor() {
        OutboxLeases first = leases(LONG, 1);
        first.release(first.acquire(0).orElseThrow());

        assertThat(leases(LONG, 1).acquire(0)).contains(new Lease(0, 2));
    }

    @Test
    void shardsAreNotDividedTwoWaysAtOnce() {
        OutboxLeases halves = leases(LONG, 2);
        Lease held = halves.acquire(1).orElseThrow();

        assertThat(leases(LONG, 4).acquire(0)).isEmpty();
        halves.release(held);
        assertThat(leases(LONG, 4).acquire(0)).isPresent();
    }

    /** A service commits often; each of its pods that has no lease would write to the database as often. */
    @Test
    void aRelayWithoutALeaseIsNotWokenByCommits() {
        leases(LONG, 1).acquire(0);
        AtomicInteger tries = new AtomicInteger();
        DataSource counting = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                tries.incrementAndGet();
                return super.getConnection();
            }
        };
        OutboxRelay relay = relay(new OutboxLeases(JdbcClient.create(counting), UUID.randomUUID(), LONG, 1));
        Loop loop = Loop.start("relay", Runnable::run, relay);
        await().until(() -> tries.get() == 1);

        loop.wake();

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(tries).hasValue(1));
        loop.stop(LONG);
    }

    private OutboxRelay relay(OutboxLeases leases) {
        return new OutboxRelay(
                0,
                leases,
                new OutboxRows(jdbc, new Short[] {0}),
                new OutboxNumbers(jdbc, UUID.randomUUID(), new Short[] {0}),
                new HeldTopics(topics -> topics),
                () -> {
                    throw new AssertionError("it has no lease");
                },
                new OutboxSettings(1, 10, LONG, Duration.ofMillis(100)),
                Metrics.counter("outbox.published"),
                Metrics.counter("outbox.failures"));
    }

    private OutboxLeases leases(Duration length, int groups) {
        return new OutboxLeases(jdbc, UUID.randomUUID(), length, groups);
    }
}
