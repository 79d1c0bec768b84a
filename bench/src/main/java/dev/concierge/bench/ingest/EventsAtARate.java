package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.Requests;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 1,000 events a second, in batches of 20 every 20 ms whether or not the one before was answered. */
final class EventsAtARate {
    private static final int TOGETHER = 20;
    private static final long EVERY_NANOS = 20_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Requests requests;
    private final String token;
    private final Map<String, Long> toldAt;
    private final Map<String, Long> notifiedAt;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicInteger guests = new AtomicInteger();

    /**
     * @param toldAt when journeys were told of a guest, by {@link System#nanoTime}
     * @param notifiedAt when the hub was asked to notify them
     */
    EventsAtARate(Requests requests, String token, Map<String, Long> toldAt, Map<String, Long> notifiedAt) {
        this.requests = requests;
        this.token = token;
        this.toldAt = toldAt;
        this.notifiedAt = notifiedAt;
    }

    /**
     * @param sentAt when each guest's event was posted, by {@link System#nanoTime}
     * @param toTriggers milliseconds from the post of a batch until journeys were told, ascending
     * @param toEffects the same until the hub was asked to notify the guest
     */
    record Went(int sent, Map<String, Long> sentAt, double[] toTriggers, double[] toEffects) {}

    Went run(Duration length) {
        int first = guests.get();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long due = begin; due - begin < length.toNanos(); due += EVERY_NANOS) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                List<String> batch = IntStream.range(0, TOGETHER)
                        .mapToObj(_ -> "g" + guests.getAndIncrement())
                        .toList();
                threads.submit(() -> post(batch));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        int last = guests.get();
        boolean _ = Wait.until(
                PATIENCE,
                Duration.ofMillis(100),
                () -> millis(first, last, toldAt).length == last - first
                        && millis(first, last, notifiedAt).length == last - first);
        return new Went(
                last - first, sentAt(first, last), millis(first, last, toldAt), millis(first, last, notifiedAt));
    }

    private void post(List<String> batch) {
        String events = batch.stream()
                .map(guest ->
                        "{\"userId\":\"%s\",\"eventName\":\"%s\",\"eventTime\":\"%s\",\"attributes\":{\"offerId\":\"o-1\"}}"
                                .formatted(
                                        guest,
                                        TriggersTold.NAME,
                                        Clock.systemUTC().instant()))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        HttpRequest request = requests.send("POST", "/events/batch", token, "application/json", events);
        long now = System.nanoTime();
        batch.forEach(guest -> sentAt.put(guest, now));
        try {
            requests.answer(request);
        } catch (IOException refused) {
            System.err.println(refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Long> sentAt(int first, int last) {
        Map<String, Long> sent = new HashMap<>(sentAt);
        sent.keySet().retainAll(guests(first, last).collect(Collectors.toSet()));
        return sent;
    }

    private static Stream<String> guests(int first, int last) {
        return IntStream.range(first, last).mapToObj(number -> "g" + number);
    }

    private double[] millis(int first, int last, Map<String, Long> seenAt) {
        return guests(first, last)
                .mapToDouble(guest -> millis(sentAt.get(guest), seenAt.get(guest)))
                .filter(millis -> millis >= 0)
                .sorted()
                .toArray();
    }

    /** -1 while it was not seen. */
    private static double millis(@Nullable Long sent, @Nullable Long seen) {
        return sent == null || seen == null ? -1 : (seen - sent) / 1e6;
    }
}
