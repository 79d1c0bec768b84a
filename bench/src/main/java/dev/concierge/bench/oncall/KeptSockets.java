package dev.concierge.bench.oncall;

import dev.concierge.localstack.setting.Wait;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sockets that come back whenever they are closed, with a count of how that was and of who was refused meanwhile. */
final class KeptSockets implements AutoCloseable {
    /** By which a server says that it restarts. */
    static final int SERVICE_RESTART = 1012;

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(25);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("sockets").unstarted(task));
    private final Map<Integer, AtomicInteger> closes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final List<KeptSocket> all;
    private volatile boolean isOver;

    /** @param topics that they join in turn */
    KeptSockets(HttpClient http, URI door, int count, List<String> topics) {
        all = IntStream.range(0, count)
                .mapToObj(at -> new KeptSocket(this, http, door, topics.get(at % topics.size())))
                .toList();
        all.forEach(KeptSocket::connect);
        later.scheduleAtFixedRate(
                () -> all.forEach(KeptSocket::beat),
                BETWEEN_HEARTBEATS.toMillis(),
                BETWEEN_HEARTBEATS.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Returns whether all are open, with their topic joined, within the bound. */
    boolean awaitOpen(Duration bound) {
        return Wait.until(bound, () -> open() == all.size());
    }

    int open() {
        return (int) all.stream().filter(KeptSocket::isJoined).count();
    }

    /** How often sockets were closed by which code; 1006 stands for no code at all. */
    Map<Integer, Integer> closes() {
        Map<Integer, Integer> counted = new TreeMap<>();
        closes.forEach((code, count) -> counted.put(code, count.get()));
        return counted;
    }

    /** How often one that came back was refused, by the answer. */
    Map<String, Integer> refusals() {
        Map<String, Integer> counted = new TreeMap<>();
        refusals.forEach((answer, count) -> counted.put(answer, count.get()));
        return counted;
    }

    void closed(int code) {
        if (!isOver) {
            closes.computeIfAbsent(code, _ -> new AtomicInteger()).incrementAndGet();
        }
    }

    void refused(String answer) {
        if (!isOver) {
            refusals.computeIfAbsent(answer, _ -> new AtomicInteger()).incrementAndGet();
        }
    }

    void later(Runnable task, int millis) {
        if (!isOver) {
            later.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        isOver = true;
        later.shutdownNow();
        all.forEach(KeptSocket::end);
    }
}
