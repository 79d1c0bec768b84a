package dev.concierge.bench.live;

import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.time.Duration;

/** Posts to screens that have joined, steadily or as fast as it goes. */
final class FanOutLoad {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    /** How many deliveries are under way at most when it goes as fast as it can. */
    private static final int AHEAD = 200_000;

    private static final int MAX_BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofNanos(200_000);

    private final Screens screens;
    private final Posts posts;
    private final int subscribers;
    private long expected;

    /** @param subscribers of each topic */
    FanOutLoad(Screens screens, Posts posts, int subscribers) {
        this.screens = screens;
        this.posts = posts;
        this.subscribers = subscribers;
    }

    /** @param perSecond that came */
    record Latency(double millis, double perSecond) {}

    /** @param perSecond that came */
    record Spread(double p50, double p99, double perSecond) {}

    record Most(long deliveries, double perSecond) {}

    /** @param source of what is shown */
    Latency latency(Source source, int deliveries, int percentile) throws InterruptedException {
        double reached = show(source, deliveries, MEASURED);
        return new Latency(at(percentile, screens.latencies()), reached);
    }

    /** Both ends of the same time. */
    Spread spread(Source source, int deliveries, Duration time) throws InterruptedException {
        double reached = show(source, deliveries, time);
        double[] taken = screens.latencies();
        return new Spread(at(50, taken), at(99, taken), reached);
    }

    /** So many a second; how many came. */
    private double show(Source source, int deliveries, Duration time) throws InterruptedException {
        double rate = (double) deliveries / subscribers;
        source.atRate(rate, WARM_UP);
        screens.forgetSamples();
        long before = screens.deliveries();
        long begin = System.nanoTime();
        source.atRate(rate, time);
        return (screens.deliveries() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private static double at(int percentile, double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * percentile / 100.0)];
    }

    Most most() throws IOException, InterruptedException {
        return most(MEASURED);
    }

    /** A new batch whenever less than one and a half are under way; returns when all have been shown. */
    Most most(Duration time) throws IOException, InterruptedException {
        int batch = Math.clamp(AHEAD / subscribers, 1, MAX_BATCH);
        expected = screens.deliveries();
        long before = expected;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            posts.batch(batch);
            expected += (long) batch * subscribers;
            awaitShown(expected - (long) batch * subscribers / 2);
        }
        awaitShown(expected);
        long deliveries = screens.deliveries() - before;
        return new Most(deliveries, deliveries / ((System.nanoTime() - begin) / 1e9));
    }

    private void awaitShown(long enough) throws InterruptedException {
        if (!Wait.until(PATIENCE, BETWEEN_LOOKS, () -> screens.deliveries() >= enough)) {
            throw new IllegalStateException(screens.deliveries() + " of " + enough + " were shown within " + PATIENCE);
        }
    }
}
