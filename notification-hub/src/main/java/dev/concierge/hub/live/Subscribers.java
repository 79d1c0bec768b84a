package dev.concierge.hub.live;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Who has joined what on this pod. Each event loop keeps its own sockets' subscriptions and is alone to touch them, so
 * a fan-out is one task per loop and takes no lock.
 */
public final class Subscribers {
    /** How far the reader may run ahead of the loops before it waits for them. */
    private static final int MAX_IN_FLIGHT = 256;

    private final Map<EventLoop, Map<String, Set<Subscriber>>> byLoop = new ConcurrentHashMap<>();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    /** Call it on {@code loop}. */
    public void add(EventLoop loop, String topic, Subscriber subscriber) {
        byLoop.computeIfAbsent(loop, _ -> new HashMap<>())
                .computeIfAbsent(topic, _ -> new LinkedHashSet<>())
                .add(subscriber);
    }

    /** Call it on {@code loop}. */
    public void remove(EventLoop loop, String topic, Subscriber subscriber) {
        Map<String, Set<Subscriber>> topics = byLoop.getOrDefault(loop, Map.of());
        Set<Subscriber> subscribers = topics.get(topic);
        if (subscribers != null && subscribers.remove(subscriber) && subscribers.isEmpty()) {
            topics.remove(topic);
        }
    }

    /** Hands a broadcast to every loop; waits while the loops are behind. */
    void fanOut(Broadcast broadcast) throws InterruptedException {
        for (Map.Entry<EventLoop, Map<String, Set<Subscriber>>> loop : byLoop.entrySet()) {
            inFlight.acquire();
            try {
                loop.getKey().execute(() -> deliver(broadcast, loop.getValue()));
            } catch (RejectedExecutionException loopIsGone) {
                // its sockets are gone with it
                inFlight.release();
            }
        }
    }

    private void deliver(Broadcast broadcast, Map<String, Set<Subscriber>> topics) {
        try {
            // a subscriber that is too slow leaves while it is being told
            List<Subscriber> subscribers = new ArrayList<>(topics.getOrDefault(broadcast.topic(), Set.of()));
            subscribers.forEach(subscriber -> subscriber.on(broadcast));
        } finally {
            inFlight.release();
        }
    }
}
