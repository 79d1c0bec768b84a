package dev.concierge.platform.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * A service's connection to Redis. Nobody ever waits for it to come: it is made in the background by {@link #openIfNeeded()}, and
 * given up after a few answers that did not come in time, so that a server that hangs costs its time-out a few times only.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int FAILURES_BEFORE_GIVING_UP = 3;

    private final Duration timeout;
    private final RedisURI uri;
    private final String without;
    private final List<String> scripts;
    private final ClientResources threads = ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisClient client = RedisClient.create(threads);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private CompletableFuture<?> opening = CompletableFuture.completedFuture(null);
    private @Nullable String refusal;

    /**
     * @param timeout how long an answer may take
     * @param without what happens while there is no Redis, for the log
     * @param scripts are loaded on each new connection, to be called by {@link #digest}
     */
    public RedisLink(RedisSettings redis, Duration timeout, String without, List<String> scripts) {
        this.timeout = timeout;
        this.uri = redis.uri(CONNECT_TIMEOUT);
        this.without = without;
        this.scripts = scripts;
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .autoReconnect(false)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
    }

    /** By which Redis knows a script that was loaded. */
    public static String digest(String script) {
        return Base16.digest(script.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isOpen() {
        return connection != null;
    }

    /** Fails within the time-out when Redis does not answer, at once when there is no connection. */
    public <T> CompletableFuture<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        StatefulRedisConnection<String, String> current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("no connection to Redis"));
        }
        return ask(current, question);
    }

    /** The connection there is now; empty when there is none. */
    public Optional<Session> session() {
        return Optional.ofNullable(connection).map(Session::new);
    }

    /** One connection: what it answers comes from the one server that it was made to, which has not been away since. */
    public final class Session {
        private final StatefulRedisConnection<String, String> only;

        private Session(StatefulRedisConnection<String, String> only) {
            this.only = only;
        }

        /** Fails within the time-out when Redis does not answer, and once the connection is lost. */
        public <T> CompletableFuture<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
            return RedisLink.this.ask(only, question);
        }

        /** Whether both are the same connection. */
        public boolean isSame(@Nullable Session other) {
            return other != null && only.equals(other.only);
        }
    }

    private <T> CompletableFuture<T> ask(
            StatefulRedisConnection<String, String> current,
            Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        return question.apply(current.async())
                .toCompletableFuture()
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        failures.set(0);
                    } else {
                        onFailure(current, failure);
                    }
                });
    }

    /** Asks for nothing, once there is a connection; fails within the time-outs of connecting and of an answer. */
    public CompletableFuture<String> ping() {
        return opened().thenCompose(_ -> ask(commands -> commands.ping()));
    }

    private synchronized CompletableFuture<?> opened() {
        openIfNeeded();
        return opening;
    }

    /** Starts connecting unless connected or at it; returns at once. */
    public synchronized void openIfNeeded() {
        StatefulRedisConnection<String, String> current = connection;
        if (current != null && !current.isOpen()) {
            giveUp(current, "the connection was closed");
        }
        if (connection == null && opening.isDone()) {
            opening = client.connectAsync(StringCodec.UTF8, uri)
                    .toCompletableFuture()
                    .thenCompose(this::proved)
                    .thenAccept(this::onOpened)
                    .exceptionally(this::onRefused);
        }
    }

    /** A server that hangs lets others connect. */
    private CompletableFuture<StatefulRedisConnection<String, String>> proved(
            StatefulRedisConnection<String, String> opened) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        answers.add(opened.async().ping().toCompletableFuture());
        scripts.forEach(script -> answers.add(opened.async().scriptLoad(script).toCompletableFuture()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        opened.closeAsync();
                    }
                })
                .thenApply(_ -> opened);
    }

    private synchronized void onOpened(StatefulRedisConnection<String, String> opened) {
        failures.set(0);
        refusal = null;
        connection = opened;
        log.info("Connected to Redis at {}:{}", uri.getHost(), uri.getPort());
    }

    /** Told once for each reason, as the next attempt follows soon. */
    private synchronized @Nullable Void onRefused(Throwable failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        if (!reason.equals(refusal)) {
            refusal = reason;
            log.warn("No connection to Redis at {}:{}, {}: {}", uri.getHost(), uri.getPort(), without, reason);
        }
        return null;
    }

    private synchronized void onFailure(StatefulRedisConnection<String, String> failed, Throwable failure) {
        if (failures.incrementAndGet() >= FAILURES_BEFORE_GIVING_UP) {
            giveUp(failed, failure.toString());
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is about this one connection
    private void giveUp(StatefulRedisConnection<String, String> failed, String why) {
        if (connection == failed) {
            connection = null;
            log.warn("Redis does not answer, {} until it does: {}", without, why);
            failed.closeAsync();
        }
    }

    @Override
    public void close() {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS).thenRun(threads::shutdown);
    }
}
