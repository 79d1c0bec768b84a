package dev.concierge.bench.oncall;

import dev.concierge.bench.figure.Percentile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
        int rising = (int) (perSecond * seconds(warmUp) / 2);
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; !isOver; number++) {
                int own = number;
                long due = begin + (long) (1e9 * due(number, rising));
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                if (number == rising) {
                    warm.countDown();
                }
                threads.submit(() -> send(own, own >= rising));
            }
        }
    }

    /** When, in seconds: while the rate rises in a straight line n = rate · t² / 2T were begun after t of T seconds. */
    private double due(int number, int rising) {
        double whole = seconds(warmUp);
        return number < rising ? Math.sqrt(2 * whole * number / perSecond) : whole + (number - rising) / perSecond;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Returns once the whole rate is reached. */
    void awaitWarm() throws InterruptedException {
        warm.await();
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

    private void send(int number, boolean counts) {
        Mix.Numbered call = mix.request(number);
        long start = System.nanoTime();
        if (counts) {
            sent.incrementAndGet();
        }
        String failure = failure(call.request());
        if (counts) {
            millis.add((System.nanoTime() - start) / 1e6);
            if (!failure.isEmpty()) {
                failures.computeIfAbsent(call.name() + ": " + failure, _ -> new AtomicInteger())
                        .incrementAndGet();
            }
        }
    }

    /** Empty where it was answered 2xx. */
    private String failure(HttpRequest request) {
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? "" : Integer.toString(status);
        } catch (IOException broken) {
            return broken.getClass().getSimpleName() + " " + broken.getMessage();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
