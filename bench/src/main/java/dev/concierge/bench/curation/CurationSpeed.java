package dev.concierge.bench.curation;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.ImageJvm;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.lab.Requests;
import dev.concierge.bench.lab.Requests.Went;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.localstack.infrastructure.RedisServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Curations of twenty from 50,000 items for guests with fifty acts each, by a model that was learned from those: at
 * concierge-service as its image runs it, on a Postgres (fsync on), a broker and a Redis of its own.
 */
public final class CurationSpeed {
    private static final String SERVICE = "concierge-service";
    private static final int ITEMS = 50_000;
    private static final int GUESTS = 10_000;
    private static final int ACTS = 50;
    private static final int CALLERS = 8;
    private static final long SEED = 1;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final WarmUp WARM_UP = new WarmUp(6, 16);

    private final Report report;
    private final Path root;
    private final String commit;

    public CurationSpeed(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException, SQLException {
        try (Lab lab = new Lab();
                Issuer issuer = new Issuer()) {
            lab.createTopics("interactions", "users", "notifications");
            RedisServer redis = RedisServer.in(lab.folder().resolve("redis"), 0);
            redis.start();
            try (Pod pod = Pod.start(
                            new Pod.Place(root, lab, issuer),
                            SERVICE,
                            SERVICE,
                            Map.of("REDIS_HOST", "127.0.0.1", "REDIS_PORT", Integer.toString(redis.port())))
                    .awaitReady()) {
                fill(lab);
                learn(lab);
                measure(new Requests(pod.address()), issuer.client("bench", "items:read"));
                add("resident memory of " + SERVICE, pod.server().residentKilobytes() / 1024.0, "MB");
            } finally {
                redis.stop();
            }
        }
    }

    private static void fill(Lab lab) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        lab.databaseUrl(database()), lab.databaseUser(), lab.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT setseed(0.5)");
            statement.execute("""
                    INSERT INTO items (item_id, type, title, description, tags, attributes, saved_at, topics)
                    SELECT %s, (ARRAY['experience', 'gem', 'memory'])[1 + number %% 3], 'Item ' || number,
                        'Two hours with friends of the house.', '{}', '{}', now() - number * interval '1 minute',
                        ARRAY['topic' || number %% 40]
                    FROM generate_series(1, %d) AS number""".formatted(id("number"), ITEMS));
            statement.execute("""
                    INSERT INTO interactions
                    SELECT gen_random_uuid(), (%s)::text, %s, (ARRAY['VIEW', 'SAVE', 'PURCHASE'])[1 + act %% 3],
                        now() - random() * interval '90 days'
                    FROM generate_series(1, %d) AS guest, generate_series(1, %d) AS act""".formatted(
                    id("guest"), id("(1 + floor(power(random(), 2) * (%d - 1)))::int".formatted(ITEMS)), GUESTS, ACTS));
            statement.execute("ANALYZE");
        }
    }

    private static String id(String number) {
        return "('00000000-0000-7000-8000-' || lpad((" + number + ")::text, 12, '0'))::uuid";
    }

    private static String database() {
        return SERVICE.replace('-', '_');
    }

    private void learn(Lab lab) throws IOException, InterruptedException {
        List<String> command = ImageJvm.command(root, SERVICE, "-Xmx2g");
        command.add("train");
        ProcessBuilder training = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(lab.folder().resolve("train.log").toFile());
        training.environment()
                .putAll(Map.of(
                        "CONCIERGE_DB_URL", lab.databaseUrl(database()),
                        "CONCIERGE_DB_USER", lab.databaseUser(),
                        "CONCIERGE_DB_PASSWORD", lab.databasePassword()));
        long start = System.nanoTime();
        int code = training.start().waitFor();
        if (code != 0) {
            throw new IOException("the training ended with " + code + " (expected: 0)");
        }
        add("a model learned from %,d acts".formatted(GUESTS * ACTS), (System.nanoTime() - start) / 1e9, "s");
    }

    private void measure(Requests requests, String token) {
        IntFunction<HttpRequest> one = number -> requests.send(
                "POST",
                "/curations?limit=20",
                token,
                "application/json",
                "{\"guest\":\"00000000-0000-7000-8000-%012d\",\"size\":20}".formatted(1 + number % GUESTS));
        WARM_UP.run(() -> requests.run(CALLERS, STEP, one).perSecond());
        Went together = requests.run(CALLERS, LENGTH, one);
        Went alone = requests.run(1, LENGTH, one);
        String what = "curations of 20 from %,d items".formatted(ITEMS);
        add(what + ", " + CALLERS + " callers", together.perSecond(), "/s");
        add(what + ", " + CALLERS + " callers, p99", together.percentile(99), "ms");
        add(what + ", one caller, p50", alone.percentile(50), "ms");
        add(what + ", one caller, p99", alone.percentile(99), "ms");
        add(what + ", refused", together.refused() + (double) alone.refused(), "count");
    }

    private void add(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, SEED, commit));
    }
}
