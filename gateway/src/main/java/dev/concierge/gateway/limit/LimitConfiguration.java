package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.concierge.gateway.route.RequestIds;
import dev.concierge.gateway.route.RoutesByPath;
import dev.concierge.platform.observability.Drain;
import dev.concierge.platform.redis.Redis;
import dev.concierge.platform.security.token.Tokens;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.Permits;
import dev.concierge.platform.web.WebSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

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
    Redis redisDependency(SharedBuckets buckets) {
        return buckets.redis();
    }

    /** Without it each gateway counts alone, which is worth knowing and no reason to stop. */
    @Bean
    HealthIndicator redis(SharedBuckets buckets) {
        return () ->
                Health.status(buckets.isConnected() ? Status.UP : Status.DOWN).build();
    }

    @Bean
    RateLimits rateLimits(LimitSettings settings, SharedBuckets shared) {
        return new RateLimits(buckets("", settings.rate(), shared), buckets("ingest:", settings.ingestRate(), shared));
    }

    @Bean
    RefusalLimits refusalLimits(LimitSettings settings, SharedBuckets shared, Tokens tokens) {
        return new RefusalLimits(
                buckets("refused:", settings.refusedRate(), shared),
                new VerifiedCallers(tokens),
                Ticker.systemTicker());
    }

    private static Buckets buckets(String prefix, Rate rate, SharedBuckets shared) {
        Ticker ticker = Ticker.systemTicker();
        return new Buckets(prefix, shared, new LocalBuckets(rate, ticker), ticker);
    }

    /** @param sockets that this gateway may have open */
    @Bean
    SocketShares socketShares(
            @Value("${concierge.gateway.socket.max}") int sockets, WebSettings shares, Tokens tokens) {
        return new SocketShares(new CallerLimit(sockets, shares), new VerifiedCallers(tokens));
    }

    @Bean
    ServiceWindows serviceWindows(WebSettings settings) {
        return new ServiceWindows(settings, Ticker.systemTicker());
    }

    @Bean
    EarlyRefusals earlyRefusals(
            Permits permits,
            ServiceWindows windows,
            RoutesByPath routes,
            RequestIds ids,
            Drain drain,
            JsonMapper mapper,
            MeterRegistry meters) {
        return new EarlyRefusals(permits, windows, routes, ids, drain, mapper, meters);
    }

    /** Asked for with the first connection: the server is made before what stands behind it. */
    @Bean
    NettyServerCustomizer refuseEarly(ObjectProvider<EarlyRefusals> refusals) {
        Supplier<EarlyRefusals> once = SingletonSupplier.of(refusals::getObject);
        return server -> server.doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                .addBefore(
                        NettyPipeline.HttpTrafficHandler,
                        "concierge.earlyRefusal",
                        new RefuseEarly(once.get()::refusal)));
    }

    @Bean
    ServiceRefusals serviceRefusals(RefusalLimits limits) {
        return new ServiceRefusals(limits);
    }
}
