package dev.concierge.bench.journeys;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.WarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Many runs that wait, of which a herd is due at one instant while guests go on coming in; beside it the same herd of
 * db-scheduler and of Graphile Worker, whose tasks do nothing, on the same Postgres.
 */
public final class TimerBench {
    private static final long SEED = 1;
    private static final int PENDING = 1_000_000;
    private static final int HERD = 100_000;
    private static final int SHORT = 10;
    private static final int FRESH_PER_SECOND = 50;
    private static final Duration LEAD = Duration.ofSeconds(10);
    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Report report;
    private final Path root;
    private final String commit;
    private final Clock clock = Clock.systemUTC();

    public TimerBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** @param small a tenth of it */
    public void run(boolean small) throws IOException, InterruptedException {
        int pending = small ? PENDING / SHORT : PENDING;
        int herd = small ? HERD / SHORT : HERD;
        try (Lab lab = new Lab()) {
            Measured ours = ours(lab, pending, herd);
            add("timers pending", pending, "count");
            add("timer-herd, timers", herd, "count");
            add("timer-herd, fired", ours.fired(), "seconds");
            add("timer-herd, runs ended", ours.ended(), "seconds");
            add("fresh events meanwhile, p50", ours.freshP50(), "ms");
            add("fresh events meanwhile, p99", ours.freshP99(), "ms");
            add("fresh events not answered", ours.freshMissing(), "count");
            beside("timer-herd", ours.fired(), "db-scheduler 16.12", DbScheduler.seconds(lab, pending, herd));
            GraphileWorker.seconds(root, lab, pending, herd)
                    .ifPresent(seconds -> beside("timer-herd", ours.fired(), "Graphile Worker 0.18", seconds));
        }
    }

    private void beside(String name, double value, String peer, double theirs) {
        report.add(Figure.beside(name, value, "seconds", peer, theirs, SEED, commit));
    }

    private void add(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, SEED, commit));
    }

    private record Measured(double fired, double ended, double freshP50, double freshP99, double freshMissing) {}

    private Measured ours(Lab lab, int pending, int herd) throws IOException, InterruptedException {
        try (JourneyRig rig = new JourneyRig(root, lab);
                WaitingRuns waiting = new WaitingRuns(rig, lab)) {
            rig.live(JourneyBench.JOURNEY, JourneyBench.DEFINITION);
            JourneyBench.Load load = new JourneyBench.Load(rig);
            new WarmUp(3, 4).run(() -> load.steps(JourneyBench.STEP));
            boolean _ = rig.awaitCounter("journey_runs_exited_total", load.sent(), PATIENCE);
            Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
            waiting.add("later", pending - herd, tomorrow);
            Instant due = clock.instant().plus(LEAD).plusMillis(herd / 4);
            waiting.add("herd", herd, due);
            waiting.analyze();
            double fired = rig.counter("journey_timers_fired_total");
            double ended = rig.counter("journey_runs_exited_total");
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(0, Duration.between(clock.instant(), due).toMillis()));
            try (Exits fresh = new Exits(rig.kafka(), "run.waiting")) {
                Thread entering = Thread.ofPlatform().start(() -> enterFresh(rig, fresh));
                double firedAfter = after(rig, "journey_timers_fired_total", fired + herd, due);
                double endedAfter = after(rig, "journey_runs_exited_total", ended + herd, due);
                entering.join();
                int many = FRESH_PER_SECOND * (int) FRESH_FOR.toSeconds();
                double[] millis = fresh.ended(many, Duration.ofSeconds(30)).stream()
                        .mapToDouble(lasted -> lasted.toNanos() / 1e6)
                        .sorted()
                        .toArray();
                return new Measured(
                        firedAfter,
                        endedAfter,
                        Percentile.of(millis, 50),
                        Percentile.of(millis, 99),
                        many - millis.length);
            }
        }
    }

    private double after(JourneyRig rig, String counter, double many, Instant due)
            throws IOException, InterruptedException {
        boolean _ = rig.awaitCounter(counter, many, PATIENCE);
        return Duration.between(due, clock.instant()).toMillis() / 1e3;
    }

    private static void enterFresh(JourneyRig rig, Exits fresh) {
        long start = System.nanoTime();
        int many = FRESH_PER_SECOND * (int) FRESH_FOR.toSeconds();
        try {
            for (int guest = 0; guest < many; guest++) {
                long at = start + guest * TimeUnit.SECONDS.toNanos(1) / FRESH_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, at - System.nanoTime()));
                String id = "fresh-" + guest;
                fresh.begun(id);
                Future<RecordMetadata> _ = rig.triggers().enter(JourneyBench.JOURNEY, id);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
