package dev.concierge.bench.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Posts the numbers from 0 on, each to one location and tried under one key until some pod has taken it. */
public final class NumberedPosts {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** Thousands who try again ten times a second would take the machine from the hub that starts. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int MOST_DOUBLINGS = 10;
    /** As one poster has connections; without a bound all that piles up during an outage would ask at once, again and again. */
    private static final int AT_ONCE = 64;

    private final List<URI> pods;
    private final String token;
    private final String business;
    private final int locations;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    /**
     * @param pods base addresses, which take turns
     * @param locations {@code l0}, {@code l1}, …: number n goes to location n modulo their count
     */
    public NumberedPosts(List<URI> pods, String token, String business, int locations) {
        this.pods = pods;
        this.token = token;
        this.business = business;
        this.locations = locations;
    }

    /** Begins so many in each second, fewer while as many as may be wait for an answer; returns when all have been answered. */
    public void run(int count, double perSecond) {
        Semaphore free = new Semaphore(AT_ONCE);
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int number = 0; number < count; number++) {
                LockSupport.parkNanos(Math.max(0, begin + (long) (number * 1e9 / perSecond) - System.nanoTime()));
                int posted = number;
                free.acquireUninterruptibly();
                threads.submit(() -> {
                    try {
                        insist(http, posted);
                    } finally {
                        free.release();
                    }
                });
            }
        }
    }

    public int accepted() {
        return accepted.get();
    }

    /** Attempts that were not answered with 200. */
    public int retries() {
        return retries.get();
    }

    private void insist(HttpClient http, int number) {
        String body = body(number);
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; System.nanoTime() < until; attempt++) {
            URI uri = pods.get((number + attempt) % pods.size()).resolve("/api/notifications");
            if (isTaken(http, uri, number, body)) {
                accepted.incrementAndGet();
                return;
            }
            retries.incrementAndGet();
            long pause = FIRST_PAUSE.toNanos() << Math.min(attempt, MOST_DOUBLINGS);
            LockSupport.parkNanos(Math.min(pause, LONGEST_PAUSE.toNanos()));
        }
    }

    private boolean isTaken(HttpClient http, URI uri, int number, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ATTEMPT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "number-" + number)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String body(int number) {
        return ("{\"type\":\"resource_updated\",\"resourceType\":\"reservation\",\"businessId\":\"%s\","
                        + "\"locationId\":\"l%d\",\"resourceId\":\"r-%d\",\"timestamp\":\"%s\",\"seq\":%d}")
                .formatted(
                        business, number % locations, number, Clock.systemUTC().instant(), number);
    }
}
