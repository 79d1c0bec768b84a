package dev.concierge.bench.ingest;

import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.lab.Requests;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** 1,000 events a second, in batches of 20 every 20 ms whether or not the one before was answered. */
final class EventsAtARate {
    private static final int TOGETHER = 20;
    private static final long EVERY_NANOS = 20_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Requests requests;
    private final String token;
    private final TriggersTold told;
    private final AtomicInteger guests = new AtomicInteger();

    EventsAtARate(Requests requests, String token, TriggersTold told) {
        this.requests = requests;
        this.token = token;
        this.told = told;
    }

    /**
     * @param millis from the post of a batch until journeys were told, ascending
     */
    record Went(int sent, double[] millis) {
        int told() {
            return millis.length;
        }

        double percentile(int percent) {
            return Percentile.of(millis, percent);
        }
    }

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
        boolean _ = Wait.until(PATIENCE, Duration.ofMillis(100), () -> millis(first, last).length == last - first);
        return new Went(last - first, millis(first, last));
    }

    private void post(List<String> batch) {
        batch.forEach(told::sent);
        String events = batch.stream()
                .map(guest ->
                        "{\"userId\":\"%s\",\"eventName\":\"%s\",\"eventTime\":\"%s\",\"attributes\":{\"offerId\":\"o-1\"}}"
                                .formatted(
                                        guest,
                                        TriggersTold.NAME,
                                        Clock.systemUTC().instant()))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        try {
            requests.answer(requests.send("POST", "/events/batch", token, "application/json", events));
        } catch (IOException refused) {
            System.err.println(refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private double[] millis(int first, int last) {
        return IntStream.range(first, last)
                .mapToObj(number -> told.millis().get("g" + number))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }
}
