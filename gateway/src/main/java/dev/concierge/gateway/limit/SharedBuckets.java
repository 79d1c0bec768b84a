package dev.concierge.gateway.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/**
 * Token buckets in Redis, shared by all gateways. No request ever waits for a connection: one is made in the
 * background by {@link #connectIfNeeded()}, and given up after a few answers that did not come in time.
 */
final class SharedBuckets implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int FAILURES_BEFORE_GIVING_UP = 3;
    private static final String KEY_PREFIX = "concierge:gateway:rate:";

    private final Duration timeout;
    private final RedisURI uri;
    private final RedisClient client = RedisClient.create();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable RedisLink link;
    private @Nullable String refusal;
    private CompletableFuture<?> connecting = CompletableFuture.completedFuture(null);

    SharedBuckets(LimitSettings settings) {
        this.timeout = settings.redisTimeout();
        this.uri = settings.redis().uri(CONNECT_TIMEOUT);
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .autoReconnect(false)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
    }

    boolean isConnected() {
        return link != null;
    }

    /** Fails within the time-out when Redis does not answer, at once when there is no connection. */
    Mono<Verdict> take(String clientKey, Rate rate) {
        RedisLink current = link;
        if (current == null) {
            return Mono.error(new IllegalStateException("no connection to Redis"));
        }
        return Mono.fromFuture(() -> current.tokensBeforeTaking(KEY_PREFIX + clientKey, rate))
                .timeout(timeout)
                .doOnNext(answered -> failures.set(0))
                .doOnError(failure -> onFailure(current, failure))
                .map(thousandths -> rate.verdict(thousandths / 1000.0));
    }

    @SuppressWarnings("ReferenceEquality") // it is about this one connection
    private synchronized void onFailure(RedisLink failed, Throwable failure) {
        if (failures.incrementAndGet() >= FAILURES_BEFORE_GIVING_UP && link == failed) {
            link = null;
            log.warn("Redis does not answer, rates are counted in this process until it does: {}", failure.toString());
            failed.connection().closeAsync();
        }
    }

    /** Starts connecting unless connected or at it; returns at once. */
    synchronized void connectIfNeeded() {
        if (link == null && connecting.isDone()) {
            connecting = RedisLink.open(client, uri, timeout)
                    .thenAccept(this::onConnected)
                    .exceptionally(this::onRefused);
        }
    }

    /** Told once for each reason, as the next attempt follows soon. */
    private synchronized @Nullable Void onRefused(Throwable failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        if (!reason.equals(refusal)) {
            refusal = reason;
            log.warn(
                    "No connection to Redis at {}:{}, rates are counted in this process: {}",
                    uri.getHost(),
                    uri.getPort(),
                    reason);
        }
        return null;
    }

    private synchronized void onConnected(RedisLink opened) {
        failures.set(0);
        refusal = null;
        link = opened;
        log.info("Rates are counted in Redis at {}:{}", uri.getHost(), uri.getPort());
    }

    @Override
    public void close() {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS);
    }
}
