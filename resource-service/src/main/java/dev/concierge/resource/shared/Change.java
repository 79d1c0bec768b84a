package dev.concierge.resource.shared;

import dev.concierge.resource.shard.RoundTrip;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One transaction's part in what is shared: its changes are told before it commits, or nothing is shared from then on. */
public final class Change {
    private final Space space;
    private final Supplier<@Nullable Server> server;
    private Supplier<List<Space.Row>> seen = List::of;
    private CompletableFuture<?> told = CompletableFuture.completedFuture(null);
    private long begin;
    private boolean isEnded;

    Change(Space space, Supplier<@Nullable Server> server) {
        this.space = space;
        this.server = server;
    }

    /** In the transaction, before what follows. */
    public void look(RoundTrip trip) {
        begin = System.nanoTime();
        seen = Space.row(trip);
    }

    /**
     * Nothing older than these versions is to be found any more. Returns at once.
     *
     * @param versions those that the transaction writes, by key
     */
    public void forget(Map<String, Long> versions) {
        Space.Row row = seen.get().getFirst();
        Server reached = server.get();
        if (row.run() == null || versions.isEmpty()) {
            return;
        }
        if (reached == null || !reached.run().equals(row.run())) {
            told = CompletableFuture.failedFuture(new IllegalStateException("no way to the Redis that is shared"));
            return;
        }
        Map<String, Long> named = new HashMap<>();
        versions.forEach((key, version) -> named.put(space.prefix(row) + key, version));
        told = SharedAnswers.forget(reached.session(), named);
    }

    /** At the end of the transaction. */
    public void settle() {
        try {
            Object _ = told.join();
        } catch (CompletionException away) {
            space.end();
            isEnded = true;
        }
    }

    /** After the commit, before who asked for it is answered: once nobody can read what was before. */
    public void awaitSeen() {
        if (!isEnded && System.nanoTime() - begin > space.lease(4).toNanos()) {
            space.shard()
                    .<Void>asOwner(
                            () -> { // the sharing may have ended and begun again meanwhile
                                space.end();
                                return null;
                            });
            isEnded = true;
        }
        long until = System.nanoTime() + rest().toNanos();
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    /** Until the readers of what was shared are gone; of a sharing that somebody else ended, it is known when at the latest. */
    private Duration rest() {
        Space.Row row = seen.get().getFirst();
        boolean isOver = row.run() != null || row.age() >= space.lease(2).toMillis();
        return isEnded || !isOver ? space.lease(1) : Duration.ZERO;
    }
}
