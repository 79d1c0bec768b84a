package dev.concierge.gateway.limit;

import dev.concierge.platform.redis.Redis;
import dev.concierge.platform.redis.RedisLink;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Token buckets in Redis, shared by all gateways. */
final class SharedBuckets implements AutoCloseable {
    /**
     * Takes as many whole tokens as are wanted and there; answers how many, and thousandths of what is left. The clock is
     * Redis's own, so that all gateways agree.
     */
    private static final String TAKE = """
            local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + time[2] / 1000
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local gained = math.max(0, now - (tonumber(bucket[2]) or now)) * rate / 1000
            local tokens = math.min(burst, (tonumber(bucket[1]) or burst) + gained)
            local taken = math.min(wanted, math.floor(tokens))
            local left = tokens - taken
            redis.call('HSET', KEYS[1], 'tokens', tostring(left), 'at', string.format('%.3f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
            return {taken, math.floor(left * 1000)}
            """;

    private static final String KEY_PREFIX = "concierge:gateway:rate:";

    /** @param left what the bucket still holds */
    record Taken(long permits, double left) {}

    private final String script = RedisLink.digest(TAKE);
    private final RedisLink redis;

    SharedBuckets(LimitSettings settings) {
        this.redis = new RedisLink(
                settings.redis(), settings.redisTimeout(), "rates are counted in this process", List.of(TAKE));
    }

    Redis redis() {
        return new Redis(redis);
    }

    boolean isConnected() {
        return redis.isOpen();
    }

    /** Starts connecting unless connected or at it; returns at once. */
    void connectIfNeeded() {
        redis.openIfNeeded();
    }

    /** Fails within the time-out when Redis does not answer, at once when there is no connection. */
    CompletableFuture<Taken> take(String clientKey, Rate rate, int wanted) {
        String[] keys = {KEY_PREFIX + clientKey};
        return redis.ask(commands -> commands.<List<Long>>evalsha(
                        script,
                        ScriptOutputType.MULTI,
                        keys,
                        Integer.toString(rate.perSecond()),
                        Integer.toString(rate.burst()),
                        Integer.toString(wanted)))
                .thenApply(answer -> new Taken(answer.getFirst(), answer.getLast() / 1000.0));
    }

    @Override
    public void close() {
        redis.close();
    }
}
