package dev.concierge.bench.resources;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates resources as the seed does, each under an id of its own, at a rate or as fast as they are answered. */
final class Writes {
    static final String BUSINESS = "bench";
    private static final int LOCATIONS = 20;

    private final HttpClient http;
    private final URI service;
    private final String token;
    private final String prefix;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** @param prefix of the ids */
    Writes(HttpClient http, URI service, String token, String prefix) {
        this.http = http;
        this.service = service;
        this.token = token;
        this.prefix = prefix;
    }

    /** When the write of a resource began, by the clock of this machine; null for none of these. */
    Map<String, Long> begun() {
        return begun;
    }

    /** The resources whose writes were answered as accepted. */
    Set<String> taken() {
        return taken;
    }

    long accepted() {
        return taken.size();
    }

    /** Begins so many a second, for so long, and waits until all are answered. */
    void atRate(double perSecond, Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long total = Math.round(perSecond * time.toSeconds());
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long at = 0; at < total; at++) {
                long wait = begin + (long) (at / perSecond * 1e9) - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                writers.submit(this::one);
            }
        }
    }

    /** So many writers, each with its next as soon as the one before is answered; returns writes a second. */
    double asFastAsAnswered(int writers, Duration time) {
        long before = accepted();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                threads.submit(() -> {
                    while (System.nanoTime() - begin < time.toNanos()) {
                        one();
                    }
                });
            }
        }
        return (accepted() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private void one() {
        int number = next.getAndIncrement();
        String id = prefix + number;
        String location = "l" + number % LOCATIONS;
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/resources/" + BUSINESS + "-" + location))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-Business-ID", BUSINESS)
                .header("X-Location-ID", location)
                .header("X-Resource-Type", "reservation")
                .POST(HttpRequest.BodyPublishers.ofString(("{\"data\":{\"id\":\"%s\",\"customerName\":\"John Doe\","
                                + "\"date\":\"2030-01-10\",\"time\":\"19:00\",\"partySize\":4}}")
                        .formatted(id)))
                .build();
        begun.put(id, System.nanoTime());
        try {
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
                taken.add(id);
            }
        } catch (IOException refused) {
            // counted by its absence
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
