package dev.concierge.resource.shared;

import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one shard's answers are shared, as a row of its database says to all pods. A reader goes by what it saw of the row
 * for one lease at most, so that whoever ends the sharing knows when nobody reads there any more.
 */
final class Space {
    private static final String ROW = """
            select space::text, run, (extract(epoch from clock_timestamp() - since) * 1000)::bigint as age,
                (extract(epoch from clock_timestamp() - refused_at) * 1000)::bigint as refused
            from cache.space
            """;
    private static final String END = "update cache.space "
            + "set space = gen_random_uuid(), run = null, since = clock_timestamp() where run is not null";

    private final Shard shard;
    private final String prefix;
    private final Duration lease;
    private final Duration steady;
    private volatile @Nullable Lease held;

    /** @param lease how long a pod goes by what it saw */
    Space(Shard shard, String prefix, Duration lease) {
        this.shard = shard;
        this.prefix = prefix + shard.id() + ":";
        this.lease = lease;
        this.steady = lease.multipliedBy(5);
    }

    /**
     * @param run of the Redis that holds the answers; null while nothing is shared
     * @param age in milliseconds since that is so
     * @param refused in milliseconds since a pod could not reach it
     */
    record Row(String space, @Nullable String run, long age, long refused) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(row.getString("space"), row.getString("run"), row.getLong("age"), row.getLong("refused"));
        }
    }

    /** What this pod may read and put there, until then by {@link System#nanoTime()}. */
    record Lease(Server server, String prefix, long until) {
        boolean isValid() {
            return System.nanoTime() - until < 0;
        }
    }

    /** Empty where this pod has to ask the database. */
    Optional<Lease> lease() {
        return Optional.ofNullable(held).filter(Lease::isValid);
    }

    /** As the writer's transaction under way sees it, once the round trip has run; the transaction says that it will tell. */
    static Supplier<List<Row>> row(RoundTrip trip) {
        var _ = trip.query("select set_config('cache.told', 'yes', true)", (_, _) -> "");
        return trip.query(ROW, Row::of);
    }

    String prefix(Row row) {
        return prefix + row.space() + ":";
    }

    /** With the commit of the transaction under way, nothing is shared; readers are gone a lease later. */
    void end() {
        int _ = shard.jdbc().sql(END).update();
    }

    Duration lease(int leases) {
        return lease.multipliedBy(leases);
    }

    Shard shard() {
        return shard;
    }

    /**
     * Sees how it is, and does what follows from whether this pod reaches a Redis, and which.
     *
     * @param mayCome whether none is reached for a moment only, as when a pod starts; its writers do not wait for one
     */
    void look(@Nullable Server server, boolean mayCome) {
        long begin = System.nanoTime();
        Row row = shard.asOwner(() -> shard.jdbc().sql(ROW).query(Row::of).single());
        Server mine = server != null && server.run().equals(row.run()) ? server : null;
        held = mine != null && row.age() >= steady.toMillis()
                ? new Lease(mine, prefix(row), begin + lease.toNanos())
                : null;
        if (server == null && mayCome) {
            return;
        }
        if (row.run() != null && mine == null) {
            shard.<Void>asOwner(() -> {
                end();
                return null;
            });
        }
        if (server == null) {
            refuse(row);
        } else if (row.run() == null && Math.min(row.age(), row.refused()) >= steady.toMillis()) {
            begin(row, server.run());
        }
    }

    /** Who cannot be told of changes keeps the others from sharing. */
    private void refuse(Row row) {
        if (row.refused() >= lease.toMillis()) {
            int _ = shard.asOwner(() -> shard.jdbc()
                    .sql("update cache.space set refused_at = clock_timestamp()")
                    .update());
        }
    }

    private void begin(Row row, String run) {
        int _ = shard.asOwner(
                () -> shard.jdbc().sql("""
                        update cache.space set space = gen_random_uuid(), run = ?, since = clock_timestamp()
                        where space = ?::uuid and run is null
                        """).params(run, row.space()).update());
    }
}
