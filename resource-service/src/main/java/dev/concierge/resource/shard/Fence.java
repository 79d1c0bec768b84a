package dev.concierge.resource.shard;

import java.util.List;
import java.util.function.Supplier;

/**
 * Between those who write for a tenant and the erasure of it: writers hold the tenant while their transaction lasts, and
 * look, after that, whether it is being erased; the erasure says so first and waits for all who looked before.
 */
public final class Fence {
    private static final String KEY = "hashtextextended(?, 12)";

    private Fence() {}

    /** Whether the business, or the location, is being erased, once the round trip has run; in the writer's transaction. */
    public static Supplier<List<String>> enter(RoundTrip trip, String business) {
        var _ = trip.query("select pg_advisory_xact_lock_shared(" + KEY + ")::text", (_, _) -> "", business);
        return trip.query(
                "select location_id from tenant.erased where business_id = ?", (row, _) -> row.getString(1), business);
    }

    /** Whether {@link #enter} saw the business itself, or this location. */
    public static boolean isErased(List<String> entered, String location) {
        return entered.contains("") || entered.contains(location);
    }

    /**
     * Returns once nobody writes there any more. In no transaction.
     *
     * @param location empty for the whole business
     */
    public static void close(Shard shard, String business, String location) {
        int _ = shard.asTenant(
                business,
                () -> shard.jdbc()
                        .sql(
                                "insert into tenant.erased (business_id, location_id) values (?, ?) on conflict do nothing")
                        .params(business, location)
                        .update());
        String _ = shard.asTenant(
                business,
                () -> shard.jdbc()
                        .sql("select pg_advisory_xact_lock(" + KEY + ")::text")
                        .param(business)
                        .query(String.class)
                        .single());
    }
}
