package dev.concierge.bench.outbox;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import java.io.IOException;
import java.util.Random;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How fast a committed message becomes an effect, with fsync on and acks=all: from a backlog, at full throttle with
 * 20 and with 1 event per transaction, and the latency at a steady 1,000 transactions per second.
 */
public final class OutboxBench {
    private static final long SEED = 1;
    private static final int WRITERS = 16;
    private static final int BACKLOG = 200_000;

    private final Report report;
    private final String commit;

    public OutboxBench(Report report, String commit) {
        this.report = report;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                ConfigurableApplicationContext service = BenchApplication.start(lab)) {
            Load load = new Load(service, new Random(SEED), WRITERS);
            Bounds bounds = new Bounds(service, lab);
            load.warmUp();

            double rows = load.relayBacklog(BACKLOG);
            add("outbox relay from a backlog", rows, "rows/s", "bare idempotent producer", bounds.producer(BACKLOG));
            double twenty = load.throughput(20, 200_000);
            add(
                    "commit to effect, 20 events/tx",
                    twenty,
                    "events/s",
                    "bare commits x 20",
                    20 * bounds.commits(WRITERS));
            double one = load.throughput(1, 20_000);
            add("commit to effect, 1 event/tx", one, "events/s", "bare commits", bounds.commits(WRITERS));
            double[] latencies = load.latencies(1_000, 20);
            add("latency p50 at 1,000 tx/s", latencies[latencies.length / 2], "ms", "limit", 250);
            add("latency p99 at 1,000 tx/s", latencies[(int) (latencies.length * 0.99)], "ms", "limit", 250);
            report.add(Figure.alone("order breaks", load.orderBreaks(), "count", SEED, commit));
        }
    }

    private void add(String name, double value, String unit, String peer, double peerValue) {
        report.add(Figure.beside(name, value, unit, peer, peerValue, SEED, commit));
    }
}
