package dev.concierge.platform.cache;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.TransactionBuffer;
import dev.concierge.platform.redis.RedisLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the caches of a service, which share one connection to Redis. */
public final class AnswerCaches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AnswerCaches.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String prefix;
    private final RedisLink redis;
    private final SharedAnswers shared;
    private final Generations generations;
    private final CacheMetrics metrics;
    private final CacheJson json;
    private final TransactionBuffer<Eviction> evictions = new TransactionBuffer<>(this::evict, () -> {});
    private @Nullable Loop looks;

    AnswerCaches(
            String service,
            RedisLink redis,
            SharedAnswers shared,
            Generations generations,
            CacheMetrics metrics,
            CacheJson json) {
        this.prefix = "concierge:cache:" + service + ":";
        this.redis = redis;
        this.shared = shared;
        this.generations = generations;
        this.metrics = metrics;
        this.json = json;
    }

    void start() {
        metrics.redis(redis);
        looks = Loop.start("caches", Workload.BACKGROUND::run, this::look);
    }

    /**
     * A cache of one kind of answers.
     *
     * @param name of the cache in Redis and metrics
     * @param near how long an answer is kept in this process, which does not hear of every change
     * @param size how many at most in this process
     */
    public <V> AnswerCache<V> of(String name, Answers<V> answers, Duration near, long size) {
        return new AnswerCache<>(name, answers, this, near, size);
    }

    RedisLink redis() {
        return redis;
    }

    SharedAnswers shared() {
        return shared;
    }

    CacheMetrics metrics() {
        return metrics;
    }

    CacheJson json() {
        return json;
    }

    /** Where the cache's answers are now; empty when Redis is not to be used. */
    Optional<String> space(String cache) {
        OptionalLong generation = redis.isOpen() ? generations.latest() : OptionalLong.empty();
        return generation.isEmpty() ? Optional.empty() : Optional.of(space(cache, generation.getAsLong()));
    }

    /** Takes effect before the transaction under way commits, or begins a new generation with it. */
    void evictInTransaction(Eviction eviction) {
        evictions.add(eviction);
    }

    private void evict(List<Eviction> changes) {
        long generation = generations.read();
        List<CompletableFuture<Long>> told = changes.stream()
                .map(change -> shared.evict(space(change.cache(), generation), change.key(), change.version()))
                .toList();
        try {
            told.forEach(CompletableFuture::join);
        } catch (CompletionException away) {
            generations.begin();
            metrics.generation();
            log.debug("Redis did not take evictions, shared answers begin anew", away);
        }
    }

    private String space(String cache, long generation) {
        return prefix + cache + ":" + generation + ":";
    }

    private void look(Loop loop) throws InterruptedException {
        redis.openIfNeeded();
        generations.look();
        loop.rest(LOOK);
    }

    @Override
    public void close() {
        if (looks != null) {
            looks.stop();
        }
        redis.close();
    }
}
