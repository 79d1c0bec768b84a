package dev.concierge.bench.live;

import dev.concierge.bench.Figure;
import dev.concierge.bench.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The live hub as it runs in its image, with tokens, history and metrics on, and Socket.IO beside it: the same clients,
 * the same notifications, the same machine, one after the other.
 */
public final class LiveBench {
    private static final long SEED = 1;
    private static final int SUBSCRIBERS = 2_000;
    private static final int IDLE = 8_000;
    private static final int TOPICS = 1_000;
    private static final int SUBSCRIBERS_OF_EACH = 10;
    private static final int SUBJECTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final String BUSINESS = "b1";
    private static final String MAX = "max deliveries, 2,000 subscribers";

    private final Report report;
    private final Path root;
    private final String commit;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private int hubPort;

    public LiveBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        double socketIo = socketIo();
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            createTopicsOfOthers(lab);
            try (Server hub = hub(lab, issuer)) {
                fanOut(hub, issuer, socketIo);
            }
            try (Server hub = hub(lab, issuer)) {
                manyTopics(hub, issuer);
            }
            try (Server hub = hub(lab, issuer)) {
                idleAndBack(hub, issuer);
            }
        }
    }

    /** What the hub reads and other services own. */
    private static void createTopicsOfOthers(Lab lab) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.kafka()))) {
            admin.createTopics(Stream.of("users", "notifications")
                            .map(topic -> new NewTopic(topic, 16, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private Server hub(Lab lab, Issuer issuer) throws IOException, InterruptedException {
        hubPort = FreePort.next();
        int management = FreePort.next();
        Map<String, String> environment = Map.of(
                "PORT", Integer.toString(hubPort),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(management),
                "CONCIERGE_DB_URL", lab.databaseUrl(),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve("state").toString());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar().toString());
        URI ready = URI.create("http://127.0.0.1:" + hubPort + "/readyz");
        return new Server(command, environment, lab.folder().resolve("hub.log"), ready).awaitReady();
    }

    private void fanOut(Server hub, Issuer issuer, double socketIo) throws IOException, InterruptedException {
        try (Screens screens = new Screens(hubPort, Dialect.PHOENIX, threads);
                Posts posts = posts(issuer, 1)) {
            screens.connect(SUBSCRIBERS, path(issuer), _ -> "resources:" + BUSINESS + "-l0");
            posts.atRate(20, WARM_UP);
            latency(screens, posts, 10_000, 50);
            latency(screens, posts, 80_000, 99);
            Duration before = hub.processorTime();
            double most = most(screens, posts);
            double micros = hub.processorTime().minus(before).toNanos() / 1e3 / screens.deliveries();
            report.add(Figure.beside(MAX, most, "/s", "Socket.IO", socketIo, SEED, commit));
            report.add(Figure.alone("hub CPU per delivery", micros, "us", SEED, commit));
        }
    }

    private void latency(Screens screens, Posts posts, int deliveries, int percentile) throws InterruptedException {
        posts.atRate((double) deliveries / SUBSCRIBERS, Duration.ofSeconds(2));
        screens.forgetSamples();
        long before = screens.deliveries();
        long begin = System.nanoTime();
        posts.atRate((double) deliveries / SUBSCRIBERS, MEASURED);
        double rate = (screens.deliveries() - before) / ((System.nanoTime() - begin) / 1e9);
        double[] taken = screens.latencies();
        String name = "p" + percentile + " at " + deliveries + "/s (" + Math.round(rate) + "/s reached)";
        double value = taken.length == 0 ? -1 : taken[(int) (taken.length * percentile / 100.0)];
        report.add(Figure.alone(name, value, "ms", SEED, commit));
    }

    /** As fast as it goes: a new batch as soon as the one before has been shown. */
    private double most(Screens screens, Posts posts) throws IOException, InterruptedException {
        final int batch = 100;
        long warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            show(screens, posts, batch);
        }
        long before = screens.deliveries();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < MEASURED.toNanos()) {
            show(screens, posts, batch);
        }
        return (screens.deliveries() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private static void show(Screens screens, Posts posts, int batch) throws IOException, InterruptedException {
        long goal = screens.deliveries() + (long) batch * SUBSCRIBERS;
        posts.batch(batch);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (screens.deliveries() < goal - (long) batch * SUBSCRIBERS / 2 && System.nanoTime() < until) {
            TimeUnit.MICROSECONDS.sleep(200);
        }
    }

    private void manyTopics(Server hub, Issuer issuer) throws IOException, InterruptedException {
        try (Screens screens = new Screens(hubPort, Dialect.PHOENIX, threads);
                Posts posts = posts(issuer, TOPICS)) {
            int all = TOPICS * SUBSCRIBERS_OF_EACH;
            screens.connect(all, path(issuer), at -> "resources:" + BUSINESS + "-l" + at % TOPICS);
            long warm = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < warm) {
                posts.batch(500);
            }
            long before = screens.deliveries();
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < MEASURED.toNanos()) {
                posts.batch(500);
            }
            double rate = (screens.deliveries() - before) / ((System.nanoTime() - begin) / 1e9);
            report.add(Figure.alone("deliveries, 1,000 topics x 10", rate, "/s", SEED, commit));
        }
    }

    private void idleAndBack(Server hub, Issuer issuer) throws IOException, InterruptedException {
        try (Screens warm = new Screens(hubPort, Dialect.PHOENIX, threads)) {
            warm.connect(200, path(issuer), _ -> "resources:" + BUSINESS + "-l0");
        }
        long before = hub.residentKilobytes();
        try (Screens screens = new Screens(hubPort, Dialect.PHOENIX, threads)) {
            long begin = System.nanoTime();
            screens.connect(IDLE, path(issuer), at -> "resources:" + BUSINESS + "-l" + at % TOPICS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double each = (double) (hub.residentKilobytes() - before) / IDLE;
            report.add(Figure.alone("RSS per idle joined socket", each, "kB", SEED, commit));
            report.add(Figure.alone("8,000 sockets joined within", seconds, "s", SEED, commit));
        }
    }

    /** The same load on Socket.IO; 0 where npm cannot fetch it. */
    private double socketIo() throws IOException, InterruptedException {
        Path folder = root.resolve("bench/target/socketio");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "server.mjs")) {
            Files.copy(
                    root.resolve("bench/src/main/js/socketio").resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm install: see " + folder.resolve("npm.log"));
        }
        int port = FreePort.next();
        URI ready = URI.create("http://127.0.0.1:" + port + "/ready");
        List<String> command = List.of("node", folder.resolve("server.mjs").toString());
        Map<String, String> environment = Map.of("PORT", Integer.toString(port), "NODE_ENV", "production");
        URI broadcast = URI.create("http://127.0.0.1:" + port + "/broadcast");
        try (Server node = new Server(command, environment, folder.resolve("node.log"), ready).awaitReady();
                Screens screens = new Screens(port, Dialect.SOCKET_IO, threads);
                Posts posts = new Posts(broadcast, "none", BUSINESS, 1)) {
            screens.connect(
                    SUBSCRIBERS, _ -> "/socket.io/?EIO=4&transport=websocket", _ -> "resources:" + BUSINESS + "-l0");
            Duration before = node.processorTime();
            double most = most(screens, posts);
            double micros = node.processorTime().minus(before).toNanos() / 1e3 / screens.deliveries();
            report.add(Figure.alone("Socket.IO CPU per delivery", micros, "us", SEED, commit));
            return most;
        }
    }

    private Posts posts(Issuer issuer, int locations) {
        URI uri = URI.create("http://127.0.0.1:" + hubPort + "/api/notifications");
        return new Posts(uri, issuer.client("poster", "notifications:write"), BUSINESS, locations);
    }

    private static IntFunction<String> path(Issuer issuer) {
        List<String> tokens = Stream.iterate(0, at -> at < SUBJECTS, at -> at + 1)
                .map(at -> issuer.client("screens-" + at))
                .toList();
        return at -> "/socket/websocket?vsn=2.0.0&token=" + tokens.get(at % SUBJECTS);
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("notification-hub/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("notification-hub-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("notification-hub is not built: ./mvnw -Pquick package"));
        }
    }
}
