package dev.concierge.gateway.limit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection to Redis that has proved to answer in time, with the script of the token buckets loaded. */
record RedisLink(StatefulRedisConnection<String, String> connection, String script) {
    /** Answers tokens before the request in thousandths; the clock is Redis's own, so that all gateways agree. */
    private static final String TAKE = """
            local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + time[2] / 1000
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local gained = math.max(0, now - (tonumber(bucket[2]) or now)) * rate / 1000
            local tokens = math.min(burst, (tonumber(bucket[1]) or burst) + gained)
            local left = tokens >= 1 and tokens - 1 or tokens
            redis.call('HSET', KEYS[1], 'tokens', tostring(left), 'at', string.format('%.3f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
            return math.floor(tokens * 1000)
            """;

    static CompletableFuture<RedisLink> open(RedisClient client, RedisURI uri, Duration timeout) {
        return client.connectAsync(StringCodec.UTF8, uri)
                .toCompletableFuture()
                .thenCompose(connection -> connection
                        .async()
                        .scriptLoad(TAKE)
                        .toCompletableFuture()
                        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((script, failure) -> {
                            if (failure != null) {
                                connection.closeAsync();
                            }
                        })
                        .thenApply(script -> new RedisLink(connection, script)));
    }

    CompletableFuture<Long> tokensBeforeTaking(String key, Rate rate) {
        String[] keys = {key};
        return connection
                .async()
                .<Long>evalsha(
                        script,
                        ScriptOutputType.INTEGER,
                        keys,
                        Integer.toString(rate.perSecond()),
                        Integer.toString(rate.burst()))
                .toCompletableFuture();
    }
}
