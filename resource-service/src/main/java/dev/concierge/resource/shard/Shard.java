package dev.concierge.resource.shard;

import dev.concierge.platform.consumer.InfrastructureErrors;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One database of tenants. Its transactions take on a role that row-level security holds: the tenant's, which sees one
 * business, or the operators', which sees all. Outside of both the owner's own role sees nothing without a tenant.
 */
public final class Shard {
    private static final String APP = "_app";
    private static final String OPS = "_ops";

    private final ShardId id;
    private final JdbcOperations operations;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Consumer<List<OutgoingMessage>> outgoing;
    private final boolean further;
    private final Semaphore changed = new Semaphore(0);

    private volatile boolean up = true;
    private volatile @Nullable String database;

    /** @param further in a database of its own: what cannot reach it finds it away until the probe reaches it again */
    Shard(
            ShardId id,
            JdbcOperations operations,
            TransactionTemplate transaction,
            Consumer<List<OutgoingMessage>> outgoing,
            boolean further) {
        this.id = id;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
        this.transaction = transaction;
        this.outgoing = outgoing;
        this.further = further;
    }

    public ShardId id() {
        return id;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public RoundTrip roundTrip() {
        return new RoundTrip(operations);
    }

    /** Publishes messages if and only if this database's transaction under way commits. */
    public void send(List<OutgoingMessage> messages) {
        outgoing.accept(messages);
    }

    /** As it was a moment ago; always where it lies in the service's own database, without which nothing goes on. */
    public boolean isUp() {
        return up;
    }

    void note(boolean isUp) {
        up = isUp;
    }

    /** Runs in a transaction that sees and writes this business alone. */
    public <T extends @Nullable Object> T asTenant(String business, Supplier<T> work) {
        return as(APP, business, work);
    }

    /** Runs in a transaction that sees every tenant's rows. */
    public <T extends @Nullable Object> T asOps(Supplier<T> work) {
        return as(OPS, "", work);
    }

    /** Runs in a transaction of the role that owns the schema, which sees no tenant's rows. */
    public <T extends @Nullable Object> T asOwner(Supplier<T> work) {
        return execute(work);
    }

    /** Wakes who waits for changes, once the transaction under way is committed. */
    public void changedAtCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    public void wake() {
        if (changed.availablePermits() == 0) {
            changed.release();
        }
    }

    /** Waits until something was changed in this process, at most {@code limit}. */
    public void awaitChange(Duration limit) throws InterruptedException {
        boolean _ = changed.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        changed.drainPermits();
    }

    /** A transaction that was under way goes on in its own role afterwards; one that failed is rolled back with it. */
    private <T extends @Nullable Object> T as(String role, String tenant, Supplier<T> work) {
        return execute(() -> {
            take(database() + role, tenant);
            T result = work.get();
            take("none", "");
            return result;
        });
    }

    private <T extends @Nullable Object> T execute(Supplier<T> work) {
        if (!up) {
            throw new ShardAway(id);
        }
        try {
            return transaction.<T>execute(_ -> work.get());
        } catch (TransactionException | DataAccessException failure) {
            if (further && isAway(failure)) {
                up = false;
                throw new ShardAway(id);
            }
            throw failure;
        }
    }

    /** Whether it took effect is not known when the commit itself failed: the same request again is the same operation. */
    private static boolean isAway(RuntimeException failure) {
        return InfrastructureErrors.caused(failure)
                && !(failure instanceof ConcurrencyFailureException)
                && !(failure instanceof QueryTimeoutException);
    }

    private String database() {
        String known = database;
        if (known == null) {
            known = jdbc.sql("select current_database()").query(String.class).single();
            database = known;
        }
        return known;
    }

    private void take(String role, String tenant) {
        jdbc.sql("select set_config('role', ?, true), set_config('app.tenant', ?, true)")
                .params(role, tenant)
                .query()
                .singleRow();
    }
}
