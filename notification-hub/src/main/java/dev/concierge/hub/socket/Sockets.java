package dev.concierge.hub.socket;

import dev.concierge.hub.live.Subscribers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets open on this pod. */
final class Sockets {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Subscribers subscribers;
    private final Duration closeGrace;
    private final Counter deliveries;
    private volatile boolean accepting = true;

    Sockets(Subscribers subscribers, Duration closeGrace, MeterRegistry meters) {
        this.subscribers = subscribers;
        this.closeGrace = closeGrace;
        this.deliveries = Counter.builder("hub.deliveries")
                .description("Broadcasts written to sockets")
                .register(meters);
        Gauge.builder("hub.sockets", open, Set::size)
                .description("Open sockets")
                .register(meters);
    }

    boolean isAccepting() {
        return accepting;
    }

    void accept(boolean accepting) {
        this.accepting = accepting;
    }

    void add(Socket socket) {
        open.add(socket);
    }

    void remove(Socket socket) {
        open.remove(socket);
    }

    List<Socket> open() {
        return List.copyOf(open);
    }

    Subscribers subscribers() {
        return subscribers;
    }

    Duration closeGrace() {
        return closeGrace;
    }

    void delivered() {
        deliveries.increment();
    }
}
