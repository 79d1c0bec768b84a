package dev.concierge.gateway.socket;

import dev.concierge.platform.problem.Fact;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sockets that pass through here: bounded, and told to connect again before the web server stops. */
final class OpenSockets implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OpenSockets.class);
    /** At once; what is told comes back within milliseconds, and the others are to take it. */
    private static final int BATCH = 500;

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);
    /** In which clients may answer and go by themselves once all have been told. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Runnable STILL_HTTP = () -> {};

    /** Each with how its client is told to connect again. */
    private final Map<Channel, Runnable> open = new ConcurrentHashMap<>();

    private final int most;
    private volatile boolean running;
    private volatile boolean isEnding;

    OpenSockets(int most, MeterRegistry meters) {
        this.most = most;
        Gauge.builder("gateway.sockets", open, Map::size)
                .description("Open sockets and handshakes")
                .register(meters);
    }

    /** From the handshake until the client's connection ends. */
    void add(Channel client) {
        if (isEnding) {
            throw new GatewayRestarts();
        }
        if (open.size() >= most) {
            throw new TooManySockets(most);
        }
        open.put(client, STILL_HTTP);
        client.closeFuture().addListener(_ -> open.remove(client));
    }

    /** The handshake has ended. */
    void opened(Channel client, Runnable end) {
        open.replace(client, end);
        if (isEnding) {
            end.run();
        }
    }

    void remove(Channel client) {
        open.remove(client);
    }

    @Override
    public void start() {
        isEnding = false;
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable done) {
        isEnding = true;
        Flux.fromIterable(List.copyOf(open.values()))
                .buffer(BATCH)
                .concatMap(batch -> tell(batch).then(Mono.delay(BETWEEN_BATCHES)))
                .then(Flux.interval(BETWEEN_LOOKS)
                        .takeUntil(_ -> open.isEmpty())
                        .then()
                        .timeout(GRACE, Mono.empty()))
                .doFinally(_ -> {
                    open.keySet().forEach(Channel::close);
                    running = false;
                    done.run();
                })
                .subscribe();
    }

    private static Mono<Void> tell(List<Runnable> batch) {
        return Mono.fromRunnable(() -> {
            log.info("Telling {} sockets to connect again", batch.size());
            batch.forEach(Runnable::run);
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server begins its graceful shutdown, which waits for open connections. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
    }

    /** The gateway lets its sockets go; another one takes new ones. */
    private static final class GatewayRestarts extends Fact {
        GatewayRestarts() {
            super(Kind.UNAVAILABLE, "restarting", "The gateway restarts and takes no more sockets. Connect again.");
        }
    }

    /** The gateway holds as many sockets as it may. */
    private static final class TooManySockets extends Fact {
        TooManySockets(int most) {
            super(
                    Kind.UNAVAILABLE,
                    "too-many-sockets",
                    "The gateway has " + most + " sockets open, as many as it may.");
        }
    }
}
