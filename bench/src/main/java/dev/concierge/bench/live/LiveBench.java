package dev.concierge.bench.live;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The live hub as it runs in its image, with tokens, history and metrics on, and Socket.IO and Phoenix beside it: the
 * same clients, the same notifications, the same machine, one after the other.
 */
public final class LiveBench {
    private static final long SEED = 1;
    private static final int SUBSCRIBERS = 2_000;
    private static final int DELIVERIES_BESIDE_NEVER_READING = 80_000;
    private static final int IDLE = 8_000;
    private static final int TOPICS = 1_000;
    private static final int SUBSCRIBERS_OF_EACH = 10;
    private static final int SUBJECTS = 4;
    /** After so many of them the way of a single one is compiled. */
    private static final int SINGLE_POSTS = 1_500;

    private static final int NUMBERS = 4_000;
    private static final int NUMBERS_A_SECOND = 200;
    /** After so long the compiler no longer takes a quarter of two cores. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String BUSINESS = "b1";
    private static final String NAME = "max deliveries, %,d topics x %,d subscribers";

    private final Report report;
    private final Path root;
    private final String commit;
    private final int threads = Runtime.getRuntime().availableProcessors();

    public LiveBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** Runs everything, or only {@code fan-out}, {@code topics}, {@code back}, {@code never-reading} or {@code phoenix}. */
    public void run(String part) throws IOException, InterruptedException {
        boolean isAll = part.isEmpty();
        boolean isBesidePhoenix = isBesidePhoenix(part);
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            Hub.createTopicsOfOthers(lab);
            if (isAll || part.equals("fan-out")) {
                fanOut(lab, issuer);
            }
            if (isAll || part.equals("topics")) {
                manyTopics(lab, issuer);
            }
            if (isAll || part.equals("back")) {
                idle(lab, issuer);
                back(lab, issuer);
            }
            if (isAll || part.equals("never-reading")) {
                neverReading(lab, issuer);
            }
            if (isBesidePhoenix) {
                phoenix(lab, issuer);
            }
        }
    }

    /** Before anything is started: whoever asks for it learns at once that it cannot be, everybody else does without. */
    private static boolean isBesidePhoenix(String part) {
        if (part.equals("phoenix")) {
            Phoenix.mustBeInstalled();
            return true;
        }
        if (part.isEmpty() && !Phoenix.isInstalled()) {
            System.err.println("without Phoenix: no mix on the PATH (" + Phoenix.HOW_TO_GET_IT + ")");
            return false;
        }
        return part.isEmpty();
    }

    private void fanOut(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        double peer = socketIo(1, SUBSCRIBERS);
        try (Hub hub = Hub.start(root, lab, issuer, "hub");
                Screens screens = new Screens(hub.port(), Dialect.PHOENIX, threads);
                Posts posts = posts(hub, issuer, 1)) {
            screens.connect(SUBSCRIBERS, path(issuer), _ -> "resources:" + BUSINESS + "-l0");
            FanOutLoad load = new FanOutLoad(screens, posts, SUBSCRIBERS);
            load.most(WARM_UP);
            posts.warmUp(SINGLE_POSTS);
            try (DirectBroadcasts broadcasts = new DirectBroadcasts(lab.kafka(), BUSINESS, "l0")) {
                add("broadcast to screen, p50 at %,d/s", load.latency(broadcasts, 10_000, 50), 10_000);
                add("broadcast to screen, p99 at %,d/s", load.latency(broadcasts, 80_000, 99), 80_000);
            }
            add("post to screen, p50 at %,d/s", load.latency(posts, 10_000, 50), 10_000);
            add("post to screen, p99 at %,d/s", load.latency(posts, 80_000, 99), 80_000);
            most(hub, load, 1, SUBSCRIBERS, peer);
        }
    }

    private void manyTopics(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        double peer = socketIo(TOPICS, SUBSCRIBERS_OF_EACH);
        try (Hub hub = Hub.start(root, lab, issuer, "hub");
                Screens screens = new Screens(hub.port(), Dialect.PHOENIX, threads);
                Posts posts = posts(hub, issuer, TOPICS)) {
            screens.connect(
                    TOPICS * SUBSCRIBERS_OF_EACH, path(issuer), at -> "resources:" + BUSINESS + "-l" + at % TOPICS);
            FanOutLoad load = new FanOutLoad(screens, posts, SUBSCRIBERS_OF_EACH);
            load.most(WARM_UP);
            most(hub, load, TOPICS, SUBSCRIBERS_OF_EACH, peer);
        }
    }

    private void neverReading(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        String room = "resources:" + BUSINESS + "-l0";
        try (Hub hub = Hub.start(root, lab, issuer, "hub");
                Screens screens = new Screens(hub.port(), Dialect.PHOENIX, threads);
                Posts posts = posts(hub, issuer, 1);
                DirectBroadcasts broadcasts = new DirectBroadcasts(lab.kafka(), BUSINESS, "l0")) {
            screens.connect(SUBSCRIBERS, path(issuer), _ -> room);
            FanOutLoad load = new FanOutLoad(screens, posts, SUBSCRIBERS);
            load.most(WARM_UP);
            new NeverReading(hub, load, broadcasts, path(issuer), room)
                    .run(report, SUBSCRIBERS, DELIVERIES_BESIDE_NEVER_READING, SEED, commit);
        }
    }

    private void most(Hub hub, FanOutLoad load, int topics, int subscribers, double peer)
            throws IOException, InterruptedException {
        Duration before = hub.processorTime();
        FanOutLoad.Most most = load.most();
        double micros = hub.processorTime().minus(before).toNanos() / 1e3 / most.deliveries();
        report.add(Figure.beside(
                NAME.formatted(topics, subscribers), most.perSecond(), "/s", "Socket.IO", peer, SEED, commit));
        add("hub CPU per delivery, %,d subscribers", micros, "us", subscribers);
    }

    /** What the same load reaches on Socket.IO. */
    private double socketIo(int topics, int subscribers) throws IOException, InterruptedException {
        try (Peer peer = SocketIo.start(root);
                Screens screens = new Screens(peer.port(), Dialect.SOCKET_IO, threads);
                Posts posts = new Posts(peer.broadcast(), "none", BUSINESS, topics)) {
            screens.connect(
                    topics * subscribers, _ -> SocketIo.PATH, at -> "resources:" + BUSINESS + "-l" + at % topics);
            FanOutLoad load = new FanOutLoad(screens, posts, subscribers);
            load.most(WARM_UP);
            Duration before = peer.processorTime();
            FanOutLoad.Most most = load.most();
            double micros = peer.processorTime().minus(before).toNanos() / 1e3 / most.deliveries();
            add("Socket.IO CPU per delivery, %,d subscribers", micros, "us", subscribers);
            return most.perSecond();
        }
    }

    private void phoenix(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        String room = "resources:" + BUSINESS + "-l0";
        BesidePhoenix beside = new BesidePhoenix(SUBSCRIBERS, WARM_UP, SINGLE_POSTS);
        BesidePhoenix.Shown peers;
        try (Peer peer = Phoenix.start(root);
                Screens screens = new Screens(peer.port(), Dialect.PHOENIX, threads);
                Posts posts = new Posts(peer.broadcast(), "none", BUSINESS, 1)) {
            screens.connect(SUBSCRIBERS, _ -> Phoenix.PATH, _ -> room);
            peers = beside.show(screens, posts, peer::processorTime);
        }
        try (Hub hub = Hub.start(root, lab, issuer, "hub");
                Screens screens = new Screens(hub.port(), Dialect.PHOENIX, threads);
                Posts posts = posts(hub, issuer, 1)) {
            screens.connect(SUBSCRIBERS, path(issuer), _ -> room);
            beside.tell(report, beside.show(screens, posts, hub::processorTime), peers, SEED, commit);
        }
    }

    private void idle(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        try (Hub hub = Hub.start(root, lab, issuer, "hub")) {
            try (Screens warm = new Screens(hub.port(), Dialect.PHOENIX, threads)) {
                warm.connect(200, path(issuer), _ -> "resources:" + BUSINESS + "-l0");
            }
            long before = hub.residentKilobytes();
            try (Screens screens = new Screens(hub.port(), Dialect.PHOENIX, threads)) {
                long begin = System.nanoTime();
                screens.connect(IDLE, path(issuer), at -> "resources:" + BUSINESS + "-l" + at % TOPICS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                double each = (double) (hub.residentKilobytes() - before) / IDLE;
                add("RSS per idle joined socket at %,d", each, "kB", IDLE);
                add("%,d sockets joined within", seconds, "s", IDLE);
            }
        }
    }

    /** The hub crashes while it is posted to: everybody comes back by themselves and sees every number once. */
    private void back(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        try (Hub hub = Hub.start(root, lab, issuer, "hub");
                Followers followers = new Followers()) {
            followers.add(IDLE, hub.port(), path(issuer), at -> "resources:" + BUSINESS + "-l" + at % TOPICS);
            NumberedPosts posts = new NumberedPosts(List.of(hub.address()), poster(issuer), BUSINESS, TOPICS);
            Thread posting = Thread.ofPlatform().daemon().start(() -> posts.run(NUMBERS, NUMBERS_A_SECOND));
            long crash = System.nanoTime();
            hub.crash();
            long ready = System.nanoTime();
            followers.awaitJoined(PATIENCE);
            long back = System.nanoTime();
            posting.join();
            followers.awaitSeen(NUMBERS / TOPICS, PATIENCE);
            add("%,d clients back after a crash", (back - crash) / 1e9, "s", IDLE);
            add("%,d clients back after the hub was ready", (back - ready) / 1e9, "s", IDLE);
            add("%,d clients, numbers lost", followers.lost(NUMBERS / TOPICS), "", IDLE);
            add("%,d clients, numbers doubled or swapped", followers.doubled() + followers.swapped(), "", IDLE);
        }
    }

    private void add(String name, double value, String unit, int number) {
        report.add(Figure.alone(name.formatted(number), value, unit, SEED, commit));
    }

    private void add(String name, FanOutLoad.Latency latency, int goal) {
        String reached = "%s (%,d/s reached)".formatted(name.formatted(goal), Math.round(latency.perSecond()));
        report.add(Figure.alone(reached, latency.millis(), "ms", SEED, commit));
    }

    private static Posts posts(Hub hub, Issuer issuer, int locations) {
        URI uri = hub.address().resolve("/api/notifications");
        return new Posts(uri, poster(issuer), BUSINESS, locations);
    }

    private static String poster(Issuer issuer) {
        return issuer.client("poster", "notifications:write");
    }

    private static IntFunction<String> path(Issuer issuer) {
        List<String> tokens = IntStream.range(0, SUBJECTS)
                .mapToObj(at -> issuer.client("screens-" + at))
                .toList();
        return at -> "/socket/websocket?vsn=2.0.0&token=" + tokens.get(at % SUBJECTS);
    }
}
