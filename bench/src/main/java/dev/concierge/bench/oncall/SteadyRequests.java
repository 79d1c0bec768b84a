package dev.concierge.bench.oncall;

import dev.concierge.bench.Percentile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests of one client begun at a steady rate over connections that it keeps, each sent once. The rate is reached
 * slowly: code that has never run answers late, and a machine that is flooded while it learns never gets to it.
 */
final class SteadyRequests {
    private final HttpClient http;
    private final Mix mix;
    private final double perSecond;
    private final Duration warmUp;
    private final CountDownLatch warm = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    /** @param warmUp until the whole rate is reached, and failures count */
    SteadyRequests(HttpClient http, Mix mix, double perSecond, Duration warmUp) {
        this.http = http;
        this.mix = mix;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
    }

    /** Goes on until {@link #end}; returns when all have been answered. */
    void run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int number = rise(threads);
            warm.countDown();
            long begin = System.nanoTime();
            for (int counted = 0; !isOver; counted++) {
                int own = number++;
                sleepUntil(begin + (long) (counted * 1e9 / perSecond));
                threads.submit(() -> send(own));
            }
        }
    }

    /** Returns once the whole rate is reached. */
    void awaitWarm() throws InterruptedException {
        warm.await();
    }

    /** A straight line from none to all: after t of T seconds n = rate · t² / 2T were begun. Returns how many in all. */
    private int rise(ExecutorService threads) {
        double seconds = warmUp.toMillis() / 1e3;
        int all = (int) (perSecond * seconds / 2);
        long begin = System.nanoTime();
        for (int number = 0; number < all && !isOver; number++) {
            int own = number;
            sleepUntil(begin + (long) (1e9 * Math.sqrt(2 * seconds * number / perSecond)));
            threads.submit(() -> sendUncounted(own));
        }
        return all;
    }

    private static void sleepUntil(long nanoTime) {
        LockSupport.parkNanos(Math.max(0, nanoTime - System.nanoTime()));
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

    private void sendUncounted(int number) {
        try {
            http.send(mix.request(number).request(), BodyHandlers.discarding());
        } catch (IOException cold) {
            // it counts once the fleet is warm
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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
