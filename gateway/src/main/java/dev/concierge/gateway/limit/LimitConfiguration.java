package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitConfiguration {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Bean
    SharedBuckets sharedBuckets(LimitSettings settings) {
        return new SharedBuckets(settings);
    }

    @Bean(destroyMethod = "dispose")
    Disposable redisConnecting(SharedBuckets buckets) {
        return Flux.interval(Duration.ZERO, RETRY).onBackpressureDrop().subscribe(tick -> buckets.connectIfNeeded());
    }

    @Bean
    RateLimits rateLimits(LimitSettings settings, SharedBuckets shared) {
        LocalBuckets local = new LocalBuckets(settings.rate(), Ticker.systemTicker());
        return new RateLimits(settings.rate(), new Buckets(shared, local));
    }
}
