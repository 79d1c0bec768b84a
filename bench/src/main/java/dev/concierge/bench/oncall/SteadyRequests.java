package dev.concierge.bench.oncall;

import dev.concierge.bench.figure.Percentile;
import java.io.IOException;
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
import java.util.function.IntFunction;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests of one client begun at a steady rate over connections that it keeps, each sent once. The rate is reached
 * slowly: code that has never run answers late, and a machine that is flooded while it learns never gets to it.
 *
 * <p>The JDK's client sends a GET again, and says nothing of it, when a kept connection ends under it: what a server
 * that goes does to its clients would not be seen. This one looks whether a connection has ended before it sends
 * something, which costs a millisecond, and what ends later is a failure.
 */
final class SteadyRequests implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.ofSeconds(15);
    /** As many as may be under way: none waits for another. */
    private static final int CONNECTIONS = 10_000;

    private final CloseableHttpClient http = client();
    private final IntFunction<Mix.Numbered> calls;
    private final double perSecond;
    private final Duration warmUp;
    private final CountDownLatch warm = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    /**
     * @param calls each given its number
     * @param warmUp until the whole rate is reached, and failures count
     */
    SteadyRequests(IntFunction<Mix.Numbered> calls, double perSecond, Duration warmUp) {
        this.calls = calls;
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
        Mix.Numbered call = calls.apply(number);
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
    private String failure(ClassicHttpRequest request) {
        try {
            return http.execute(
                    request, answer -> answer.getCode() / 100 == 2 ? "" : Integer.toString(answer.getCode()));
        } catch (IOException broken) {
            return broken.getClass().getSimpleName() + " " + broken.getMessage();
        }
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(PATIENCE)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .build();
    }

    /** What was begun and is not answered yet ends as well. */
    @Override
    public void close() {
        end();
        http.close(CloseMode.IMMEDIATE);
    }
}
