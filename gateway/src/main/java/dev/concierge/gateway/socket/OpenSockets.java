package dev.concierge.gateway.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/** The sockets that pass through here: bounded, and let go before the web server waits for its last requests. */
final class OpenSockets implements SmartLifecycle {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final int most;
    private volatile boolean running;

    OpenSockets(int most, MeterRegistry meters) {
        this.most = most;
        Gauge.builder("gateway.sockets", open, Set::size)
                .description("Open sockets and handshakes")
                .register(meters);
    }

    /** From the handshake until the client's connection ends. */
    void add(Channel client) {
        if (open.size() >= most) {
            throw new TooManySockets(most);
        }
        open.add(client);
        client.closeFuture().addListener(_ -> open.remove(client));
    }

    void remove(Channel client) {
        open.remove(client);
    }

    @Override
    public void start() {
        running = true;
    }

    /** Clients come back by themselves, to another gateway. */
    @Override
    public void stop() {
        running = false;
        open.forEach(Channel::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
    }
}
