package dev.concierge.bench.resources;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.localstack.setting.Wait;
import dev.concierge.platform.message.Shard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** How fast resources are written, and how soon a screen sees it. */
public final class ResourceBench {
    private static final long SEED = 1;
    private static final double RATE = 300;
    private static final int WRITERS = 32;
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    private static final WarmUp WARM_UP = new WarmUp(6, 36);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final int STREAMED_FIRST = 40_000;
    private static final int STREAMED = 100_000;
    private static final int STREAM_KEYS = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Report report;
    private final Path root;
    private final String commit;

    public ResourceBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** @param part {@code reads}, else all the rest */
    public void run(String part) throws IOException, InterruptedException {
        if (part.equals("reads")) {
            new ResourceReads(report, root, commit).run();
            return;
        }
        try (Lab lab = new Lab();
                Rig rig = Rig.start(root, lab)) {
            writes(rig);
            latency(rig);
            stream(rig);
        }
    }

    private void writes(Rig rig) throws IOException, InterruptedException {
        Writes direct = new Writes(rig.http(), rig.resourceService(), rig.token("bench"), "direct-");
        WARM_UP.run(() -> direct.asFastAsAnswered(WRITERS, WARM_UP_STEP));
        double most = direct.asFastAsAnswered(WRITERS, MEASURED);
        awaitPosted(rig, direct.accepted());
        Writes through = new Writes(rig.http(), rig.gateway(), rig.token("bench"), "through-");
        WARM_UP.run(() -> through.asFastAsAnswered(WRITERS, WARM_UP_STEP));
        double mostThrough = through.asFastAsAnswered(WRITERS, MEASURED);
        report.add(Figure.beside("REST writes", most, "/s", "the same through the gateway", mostThrough, SEED, commit));
        awaitPosted(rig, direct.accepted() + through.accepted());
    }

    private void latency(Rig rig) throws InterruptedException {
        try (Watcher screen = Watcher.join(rig.http(), rig.gateway(), rig.token("screen"), Writes.BUSINESS)) {
            Writes writes = new Writes(rig.http(), rig.gateway(), rig.token("bench"), "watched-");
            writes.atRate(RATE, Duration.ofSeconds(5));
            TimeUnit.SECONDS.sleep(1);
            int warm = writes.begun().size();
            writes.atRate(RATE, MEASURED);
            Wait.until(
                    PATIENCE,
                    Duration.ofMillis(20),
                    () -> screen.seen().keySet().containsAll(writes.taken()));
            double[] taken = writes.begun().entrySet().stream()
                    .filter(write -> Integer.parseInt(write.getKey().replaceAll("\\D", "")) >= warm)
                    .filter(write -> screen.seen().containsKey(write.getKey()))
                    .mapToDouble(write ->
                            (Objects.requireNonNull(screen.seen().get(write.getKey())) - write.getValue()) / 1e6)
                    .sorted()
                    .toArray();
            report.add(alone("write to screen at 300/s, p50", Percentile.of(taken, 50), "ms"));
            report.add(alone("write to screen at 300/s, p99", Percentile.of(taken, 99), "ms"));
            report.add(alone(
                    "accepted, not seen",
                    writes.taken().stream()
                            .filter(id -> !screen.seen().containsKey(id))
                            .count(),
                    "writes"));
        }
    }

    /** From a backlog: all of it is on the topic before the first second counts. */
    private void stream(Rig rig) throws IOException, InterruptedException {
        long start = rig.applied();
        send(rig, 0, STREAMED_FIRST);
        awaitApplied(rig, start + STREAMED_FIRST);
        send(rig, STREAMED_FIRST, STREAMED);
        long from = rig.applied();
        long begin = System.nanoTime();
        awaitApplied(rig, start + STREAMED_FIRST + STREAMED);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(alone("stream operations", (start + STREAMED_FIRST + STREAMED - from) / seconds, "/s"));
    }

    private static void send(Rig rig, int first, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", rig.kafka(), "acks", "all", "linger.ms", 20, "batch.size", 262_144);
        try (Producer<String, byte[]> producer = new DefaultKafkaProducerFactory<>(
                        settings, new StringSerializer(), new ByteArraySerializer())
                .createProducer()) {
            int partitions = producer.partitionsFor("resource-operations").size();
            for (int at = first; at < first + count; at++) {
                String business = "streamed" + at % 4;
                String location = "l" + at % STREAM_KEYS;
                String key = business + "-" + location + "-reservation";
                byte[] record = ("{\"operation\":\"create\",\"businessId\":\"%s\",\"locationId\":\"%s\","
                                + "\"resourceType\":\"reservation\",\"resourceId\":\"r%d\",\"requestId\":\"q%d\","
                                + "\"data\":{\"customerName\":\"John Doe\",\"date\":\"2030-01-10\",\"partySize\":4}}")
                        .formatted(business, location, at, at)
                        .getBytes(StandardCharsets.UTF_8);
                var _ = producer.send(new ProducerRecord<>(
                        "resource-operations", Shard.of(key).partition(partitions), key, record));
            }
        }
    }

    private static void awaitApplied(Rig rig, long count) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (rig.applied() < count) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(rig.applied() + " of " + count + " were applied");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void awaitPosted(Rig rig, long count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (rig.posted() < count && System.nanoTime() - begin < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        report.add(alone("until the hub had all of them", (System.nanoTime() - begin) / 1e9, "s"));
    }

    private Figure alone(String name, double value, String unit) {
        return Figure.alone(name, value, unit, SEED, commit);
    }
}
