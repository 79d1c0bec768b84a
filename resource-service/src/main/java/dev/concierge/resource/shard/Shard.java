package dev.concierge.resource.shard;

import dev.concierge.platform.outbox.Outbox;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final String database;
    private final Semaphore changed = new Semaphore(0);

    Shard(ShardId id, JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox) {
        this.id = id;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.database =
                jdbc.sql("select current_database()").query(String.class).single();
    }

    public ShardId id() {
        return id;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Of this database: appended in {@link #asOwner}. */
    public Outbox outbox() {
        return outbox;
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
        return transaction.<T>execute(_ -> work.get());
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
        return transaction.<T>execute(_ -> {
            take(database + role, tenant);
            T result = work.get();
            take("none", "");
            return result;
        });
    }

    private void take(String role, String tenant) {
        jdbc.sql("select set_config('role', ?, true), set_config('app.tenant', ?, true)")
                .params(role, tenant)
                .query()
                .singleRow();
    }
}
