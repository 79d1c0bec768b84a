package dev.concierge.bench.oncall;

import dev.concierge.bench.Percentile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests of one client begun at a steady rate over connections that it keeps, each sent once. */
final class SteadyRequests {
    private final HttpClient http;
    private final Mix mix;
    private final double perSecond;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    SteadyRequests(HttpClient http, Mix mix, double perSecond) {
        this.http = http;
        this.mix = mix;
        this.perSecond = perSecond;
    }

    /** Goes on until {@link #end}; returns when all have been answered. */
    void run() {
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; !isOver; number++) {
                LockSupport.parkNanos(Math.max(0, begin + (long) (number * 1e9 / perSecond) - System.nanoTime()));
                int own = number;
                threads.submit(() -> send(own));
            }
        }
    }

    void end() {
        isOver = true;
    }

    int sent() {
        return sent.get();
    }

    int failed() {
        return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** How often what failed in which way. */
    Map<String, Integer> failures() {
        Map<String, Integer> counted = new TreeMap<>();
        failures.forEach((what, count) -> counted.put(what, count.get()));
        return counted;
    }

    double percentile(int percent) {
        return Percentile.of(millis.stream().mapToDouble(each -> each).sorted().toArray(), percent);
    }

    private void send(int number) {
        Mix.Numbered call = mix.request(number);
        long start = System.nanoTime();
        sent.incrementAndGet();
        try {
            int status = http.send(call.request(), BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                failed(call.name() + ": " + status);
            }
        } catch (IOException broken) {
            failed(call.name() + ": " + broken.getClass().getSimpleName() + " " + broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        millis.add((System.nanoTime() - start) / 1e6);
    }

    private void failed(String what) {
        failures.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }
}
