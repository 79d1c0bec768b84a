package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import dev.concierge.testsupport.Infrastructure;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who may relay a shard group. */
class LeaseFlowTests {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final JdbcClient jdbc = JdbcClient.create(database());

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

    private OutboxLeases leases(Duration length, int groups) {
        return new OutboxLeases(jdbc, UUID.randomUUID(), length, groups);
    }

    private static DataSource database() {
        String name = "lease_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        DataSource database =
                new DriverManagerDataSource(databases.url(name), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
        new PlatformSchema(database);
        return database;
    }
}
