package dev.concierge.bench.live;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** What one topic's screens are shown by the hub, and by Phoenix, from the same posts. */
final class BesidePhoenix {
    private static final String PEER = "Phoenix";
    private static final int FEW = 10_000;
    private static final int MANY = 80_000;

    private final int subscribers;
    private final Duration warmUp;
    private final int singlePosts;

    /** @param singlePosts after which the way of a single one is warm */
    BesidePhoenix(int subscribers, Duration warmUp, int singlePosts) {
        this.subscribers = subscribers;
        this.warmUp = warmUp;
        this.singlePosts = singlePosts;
    }

    /** @param micros of a processor for each delivery, as fast as it goes */
    record Shown(double perSecond, double micros, FanOutLoad.Latency few, FanOutLoad.Latency many) {}

    /**
     * As fast as it goes comes first: what a rate beyond the server's leaves under way would be counted as its own.
     *
     * @param screens that have joined
     * @param processorTime of the server
     */
    Shown show(Screens screens, Posts posts, Supplier<Duration> processorTime)
            throws IOException, InterruptedException {
        FanOutLoad load = new FanOutLoad(screens, posts, subscribers);
        load.most(warmUp);
        Duration before = processorTime.get();
        FanOutLoad.Most most = load.most();
        double micros = processorTime.get().minus(before).toNanos() / 1e3 / most.deliveries();
        posts.warmUp(singlePosts);
        return new Shown(most.perSecond(), micros, load.latency(posts, FEW, 50), load.latency(posts, MANY, 99));
    }

    void tell(Report report, Shown hub, Shown peer, long seed, String commit) {
        String deliveries = "max deliveries beside Phoenix, %,d subscribers".formatted(subscribers);
        report.add(Figure.beside(deliveries, hub.perSecond(), "/s", PEER, peer.perSecond(), seed, commit));
        String cost = "CPU per delivery beside Phoenix, %,d subscribers".formatted(subscribers);
        report.add(Figure.beside(cost, hub.micros(), "us", PEER, peer.micros(), seed, commit));
        report.add(latency("p50 at %,d/s".formatted(FEW), hub.few(), peer.few(), seed, commit));
        report.add(latency("p99 at %,d/s".formatted(MANY), hub.many(), peer.many(), seed, commit));
    }

    private static Figure latency(
            String which, FanOutLoad.Latency hub, FanOutLoad.Latency peer, long seed, String commit) {
        String name = "post to screen beside Phoenix, %s (%,d/s reached, by Phoenix %,d/s)"
                .formatted(which, Math.round(hub.perSecond()), Math.round(peer.perSecond()));
        return Figure.beside(name, hub.millis(), "ms", PEER, peer.millis(), seed, commit);
    }
}
