package dev.concierge.bench.mail;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Mails a second from a backlog, and from request to the mail server's acceptance at a steady rate. */
public final class MailBench {
    private static final long SEED = 1;
    private static final int WARM_UP = 3_000;
    private static final int BACKLOG = 12_000;
    private static final int RATE = 100;
    private static final int STEADY = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Report report;
    private final Path root;
    private final String commit;
    private int next;

    public MailBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                MailRig rig = new MailRig(root, lab)) {
            double _ = fromBacklog(rig, WARM_UP);
            report.add(Figure.alone("mails to a local SMTP server", fromBacklog(rig, BACKLOG), "/s", SEED, commit));
            double[] taken = atRate(rig);
            report.add(Figure.alone("request to accepted at 100/s, p50", Percentile.of(taken, 50), "ms", SEED, commit));
            report.add(Figure.alone("request to accepted at 100/s, p99", Percentile.of(taken, 99), "ms", SEED, commit));
            report.add(Figure.alone("mails that did not come", STEADY - taken.length, "mails", SEED, commit));
        }
    }

    private double fromBacklog(MailRig rig, int count) {
        int before = rig.postbox().received().size();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            rig.request(next++);
        }
        rig.flush();
        Wait.until(
                PATIENCE, Duration.ofMillis(10), () -> rig.postbox().received().size() >= before + count);
        return (rig.postbox().received().size() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private double[] atRate(MailRig rig) {
        Map<UUID, Long> asked = new HashMap<>();
        long begin = System.nanoTime();
        for (int i = 0; i < STEADY; i++) {
            LockSupport.parkNanos(Math.max(0, begin + i * 1_000_000_000L / RATE - System.nanoTime()));
            long now = System.nanoTime();
            asked.put(rig.request(next++), now);
        }
        Map<UUID, List<Long>> received = rig.postbox().received();
        Wait.until(
                Duration.ofSeconds(30),
                Duration.ofMillis(10),
                () -> received.keySet().containsAll(asked.keySet()));
        return received.entrySet().stream()
                .filter(one -> asked.containsKey(one.getKey()))
                .mapToDouble(one -> (one.getValue().getFirst() - Objects.requireNonNull(asked.get(one.getKey()))) / 1e6)
                .sorted()
                .toArray();
    }
}
