package dev.concierge.platform.cache;

import dev.concierge.platform.redis.RedisLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Where answers came from, and how Redis is. */
final class CacheMetrics {
    private final MeterRegistry meters;
    private final Counter generations;

    CacheMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.generations = Counter.builder("cache.generations")
                .description("Times that all shared answers were given up because Redis could not be told of a change")
                .register(meters);
    }

    enum From {
        NEAR,
        SHARED,
        SERVICE
    }

    void answered(String cache, From from, int count) {
        Counter.builder("cache.answers")
                .description("Answers of other services by where they were found")
                .tags("cache", cache, "from", from.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment(count);
    }

    void evicted(String cache) {
        Counter.builder("cache.evictions")
                .description("Answers given up because what they tell has changed")
                .tag("cache", cache)
                .register(meters)
                .increment();
    }

    void generation() {
        generations.increment();
    }

    void redis(RedisLink link) {
        Gauge.builder("cache.redis.open", link, open -> open.isOpen() ? 1 : 0)
                .description("Whether answers are shared in Redis")
                .register(meters);
    }
}
