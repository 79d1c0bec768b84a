package dev.concierge.platform.observability;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps accepting for a moment after readiness went down (which the closing context does first), so that load
 * balancers notice before connections are refused; whoever keeps a connection is asked with each answer to close it.
 * Afterwards the web server finishes the requests under way.
 */
public final class Drain implements SmartLifecycle {
    /** Phase of what requests and sockets live on: it starts before the web server and stops after it. */
    public static final int BEHIND_THE_SERVER = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Duration delay;
    private volatile boolean running;
    private volatile boolean draining;

    Drain(Duration delay) {
        this.delay = delay;
    }

    @Override
    public void start() {
        running = true;
        draining = false;
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        draining = true;
        if (delay.isZero()) {
            stopped.run();
            return;
        }
        log.info("not ready any more; accepting for another {}", delay);
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped);
    }

    @Override
    public void stop() {
        running = false;
    }

    /** Whether answers are to say {@code Connection: close}. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server, whose graceful shutdown is the next lower phase. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
