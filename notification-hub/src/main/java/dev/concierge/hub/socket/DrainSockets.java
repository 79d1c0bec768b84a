package dev.concierge.hub.socket;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells clients to reconnect elsewhere before the web server stops: in batches, as their first attempt comes within
 * milliseconds.
 */
final class DrainSockets implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DrainSockets.class);

    private final Sockets sockets;
    private volatile boolean running;

    DrainSockets(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void start() {
        running = true;
        sockets.drain(false);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable done) {
        sockets.drain(true);
        SocketSettings settings = sockets.settings();
        Flux.fromIterable(sockets.ofEach(SocketLoop::sockets))
                .flatMapIterable(ofLoop -> ofLoop)
                .buffer(settings.drainBatch())
                .concatMap(batch -> close(batch).then(Mono.delay(settings.drainPause())))
                .doFinally(_ -> {
                    running = false;
                    done.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server begins its graceful shutdown, which waits for open connections. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
    }

    private static Mono<Void> close(List<Socket> batch) {
        return Mono.fromRunnable(() -> {
            log.info("Telling {} sockets to reconnect", batch.size());
            batch.forEach(socket -> socket.loop().executor().execute(() -> socket.close(CloseReason.RESTARTING)));
        });
    }
}
