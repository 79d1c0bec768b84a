package dev.concierge.resource.shared;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.redis.RedisLink;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What pods read, kept in Redis for all of them; whoever was answered after a change is never shown what was before. */
public final class SharedReads extends BackgroundLoops implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** In characters; what is larger costs more to bring than to read. */
    private static final int LONGEST = 65_536;

    private final @Nullable RedisLink link;
    private final Map<ShardId, Space> spaces = new HashMap<>();
    private final Duration pause;
    private final Duration patience;
    private final Counter shared;
    private final Counter read;
    private volatile @Nullable Server server;
    private volatile long reachedAt = System.nanoTime();

    /**
     * @param link null where nothing is shared
     * @param lease how long a pod goes by what it saw of the place of shared answers
     */
    SharedReads(
            @Nullable RedisLink link, Collection<Shard> shards, String prefix, MeterRegistry meters, Duration lease) {
        super(STOP);
        this.link = link;
        this.pause = lease.dividedBy(4);
        this.patience = lease.multipliedBy(2);
        this.shared = counter(meters, "shared");
        this.read = counter(meters, "database");
        shards.forEach(shard -> {
            Space space = new Space(shard, prefix, lease);
            spaces.put(shard.id(), space);
            Gauge.builder("resource.reads.shared", space, some -> some.lease().isPresent() ? 1 : 0)
                    .description("Whether this pod shares what it reads with the others in Redis")
                    .tag("shard", shard.id().value())
                    .register(meters);
        });
    }

    private static Counter counter(MeterRegistry meters, String from) {
        return Counter.builder("resource.reads")
                .description("Resources read by their ids, by where they were found")
                .tag("from", from)
                .register(meters);
    }

    /** How an answer is kept. */
    public interface Form<V> {
        long version(V answer);

        String write(V answer);

        /** Empty when it is not about what was asked for, or of another release. */
        Optional<V> read(String text);
    }

    /** What is shared of a key, else what is read, which is shared then. Whether it may be seen is decided before. */
    public <V> Optional<V> find(Shard shard, String key, Form<V> form, Supplier<Optional<V>> reading) {
        Space.Lease lease = space(shard).lease().orElse(null);
        return lease == null ? counted(reading) : find(lease, key, form, reading);
    }

    private <V> Optional<V> find(Space.Lease lease, String key, Form<V> form, Supplier<Optional<V>> reading) {
        SharedAnswers.Found found = SharedAnswers.find(lease.server().session(), lease.prefix() + key)
                .orElse(null);
        if (found == null) {
            return counted(reading);
        }
        String text = found.answer();
        if (text != null) {
            Optional<V> known = lease.isValid() ? form.read(text) : Optional.empty();
            known.ifPresent(_ -> shared.increment());
            return known.or(() -> counted(reading));
        }
        Optional<V> answer = counted(reading);
        answer.ifPresent(value -> put(lease, key, form.version(value), form.write(value), found.lookedAt()));
        return answer;
    }

    private <V> Optional<V> counted(Supplier<Optional<V>> reading) {
        read.increment();
        return reading.get();
    }

    private static void put(Space.Lease lease, String key, long version, String text, String lookedAt) {
        if (text.length() <= LONGEST) {
            var _ = SharedAnswers.put(lease.server().session(), lease.prefix() + key, version, text, lookedAt);
        }
    }

    /** What one transaction of this shard changes. */
    public Change change(Shard shard) {
        return new Change(space(shard), () -> server);
    }

    private Space space(Shard shard) {
        return Objects.requireNonNull(spaces.get(shard.id()));
    }

    private synchronized @Nullable Server reached() {
        Server reached = link == null ? null : Server.of(link, server).orElse(null);
        server = reached;
        if (reached != null) {
            reachedAt = System.nanoTime();
        }
        return reached;
    }

    private boolean mayCome() {
        return link != null && System.nanoTime() - reachedAt < patience.toNanos();
    }

    /** Before whatever answers requests and until after it: the last writers, too, tell of what they change. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    protected List<Loop> begin() {
        reachedAt = System.nanoTime();
        return spaces.values().stream()
                .map(space -> Loop.start("shared-reads-" + space.shard().id(), Workload.BACKGROUND::run, loop -> {
                    if (space.shard().isUp()) {
                        space.look(reached(), mayCome());
                    }
                    loop.rest(pause);
                }))
                .toList();
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }
}
