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

    record Most(long deliveries, double perSecond) {}

    /** @param source of what is shown */
    Latency latency(Source source, int deliveries, int percentile) throws InterruptedException {
        double rate = (double) deliveries / subscribers;
        source.atRate(rate, WARM_UP);
        screens.forgetSamples();
        long before = screens.deliveries();
        long begin = System.nanoTime();
        source.atRate(rate, MEASURED);
        double reached = (screens.deliveries() - before) / ((System.nanoTime() - begin) / 1e9);
        double[] taken = screens.latencies();
        double millis = taken.length == 0 ? Double.NaN : taken[(int) (taken.length * percentile / 100.0)];
        return new Latency(millis, reached);
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
