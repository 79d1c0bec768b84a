package dev.concierge.bench.lab;

import dev.concierge.bench.figure.Percentile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Requests of some callers, each with its next as soon as the one before is answered. */
public final class Requests {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final AtomicInteger next = new AtomicInteger();

    public Requests(URI service) {
        this.service = service;
    }

    /**
     * How it went.
     *
     * @param refused answers other than 2xx and 304
     * @param millis of those taken, ascending
     */
    public record Went(double perSecond, int refused, double[] millis) {
        public double percentile(int percentile) {
            return Percentile.of(millis, percentile);
        }
    }

    public Went run(int callers, Duration time, IntFunction<HttpRequest> request) {
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                threads.submit(() -> {
                    while (System.nanoTime() - begin < time.toNanos()) {
                        long start = System.nanoTime();
                        if (isTaken(request.apply(next.getAndIncrement()))) {
                            nanos.add(System.nanoTime() - start);
                        } else {
                            refused.incrementAndGet();
                        }
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double[] millis =
                nanos.stream().mapToDouble(value -> value / 1e6).sorted().toArray();
        return new Went(millis.length / seconds, refused.get(), millis);
    }

    private boolean isTaken(HttpRequest request) {
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status < 300 || status == 304;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    public HttpRequest get(String path, String token) {
        return to(path, token).GET().build();
    }

    public HttpRequest send(String method, String path, String token, String type, String body) {
        BodyPublisher publisher = BodyPublishers.ofString(body);
        return to(path, token)
                .header("Content-Type", type)
                .method(method, publisher)
                .build();
    }

    private HttpRequest.Builder to(String path, String token) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }
}
