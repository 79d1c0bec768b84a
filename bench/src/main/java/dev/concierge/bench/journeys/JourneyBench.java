package dev.concierge.bench.journeys;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.BusyTime;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.WarmUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Runs of five nodes with a timer of a second, as many as are taken, fsync on and acks=all; then the same journey with as
 * few as leave time, for the latency. Beside it Flowable, with a process of five nodes, on the same Postgres.
 */
public final class JourneyBench {
    static final String JOURNEY = "bench-five";
    static final int NODES = 5;
    static final Duration TIMER = Duration.ofSeconds(1);

    static final String DEFINITION = """
            {"journeyId": "bench-five", "name": "Five", "entry": {"on": "bench_entered"}, "start": "way", "nodes": {
              "way": {"type": "split", "ways": [{"name": "one", "weight": 1, "next": "tell"},
                                                {"name": "two", "weight": 1, "next": "tell"}]},
              "tell": {"type": "notification", "channels": ["live"], "category": "transactional",
                       "content": {"subject": "Hello", "text": "Good to see you."}, "next": "rest"},
              "rest": {"type": "timer", "delay": "PT1S", "next": "ask"},
              "ask": {"type": "condition", "when": {"type": "event", "event": "bench_acted"},
                      "next": {"yes": "done", "no": "done", "unknown": "done"}},
              "done": {"type": "exit", "reason": "completed"}}}
            """;
    private static final long SEED = 1;
    static final Duration STEP = Duration.ofSeconds(6);
    static final Duration MEASURED = Duration.ofSeconds(20);
    private static final WarmUp WARM_UP = new WarmUp(3, 6);
    private static final int AHEAD = 6_000;
    private static final int STEADY = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Report report;
    private final Path root;
    private final String commit;

    public JourneyBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab()) {
            Measured ours = ours(lab);
            Measured theirs = FlowablePeer.measure(lab, STEADY);
            beside("journey-steps", ours.stepsPerSecond(), "steps/s", theirs.stepsPerSecond());
            beside("journey-step cpu, whole machine", ours.cpuMillis(), "ms", theirs.cpuMillis());
            beside("journey-run beyond its timer, p50", ours.p50(), "ms", theirs.p50());
            beside("journey-run beyond its timer, p99", ours.p99(), "ms", theirs.p99());
            report.add(Figure.alone("journey-service cpu per step", ours.ownCpuMillis(), "ms", SEED, commit));
            report.add(Figure.alone("runs not ended", ours.missing(), "count", SEED, commit));
        }
    }

    /** @param cpuMillis of the machine, and @param ownCpuMillis of the engine's process, for each step */
    record Measured(
            double stepsPerSecond, double cpuMillis, double ownCpuMillis, double p50, double p99, double missing) {}

    private void beside(String name, double value, String unit, double peer) {
        report.add(Figure.beside(name, value, unit, "Flowable 8.0.0", peer, SEED, commit));
    }

    private Measured ours(Lab lab) throws IOException, InterruptedException {
        try (JourneyRig rig = new JourneyRig(root, lab)) {
            rig.live(JOURNEY, DEFINITION);
            Load load = new Load(rig);
            WARM_UP.run(() -> load.steps(STEP));
            double busy = BusyTime.millis();
            Duration own = rig.processorTime();
            double before = rig.counter("journey_runs_advanced_total");
            double perSecond = load.steps(MEASURED);
            double steps = rig.counter("journey_runs_advanced_total") - before;
            double busyMillis = BusyTime.millis() - busy;
            double ownMillis = rig.processorTime().minus(own).toMillis();
            boolean _ = rig.awaitCounter("journey_runs_exited_total", load.sent(), PATIENCE);
            double[] beyond = beyondTheTimer(rig);
            return new Measured(
                    perSecond,
                    busyMillis / steps,
                    ownMillis / steps,
                    Percentile.of(beyond, 50),
                    Percentile.of(beyond, 99),
                    load.sent() + beyond.length - rig.counter("journey_runs_exited_total"));
        }
    }

    /** At a rate that leaves time: from the event until the run has ended, less the timer. */
    private double[] beyondTheTimer(JourneyRig rig) throws IOException, InterruptedException {
        try (Exits exits = new Exits(rig.kafka())) {
            long start = System.nanoTime();
            int many = STEADY * (int) MEASURED.toSeconds();
            for (int guest = 0; guest < many; guest++) {
                long due = start + guest * TimeUnit.SECONDS.toNanos(1) / STEADY;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                String id = "steady-" + guest;
                exits.begun(id);
                Future<RecordMetadata> _ = rig.triggers().enter(JOURNEY, id);
            }
            return exits.ended(many, PATIENCE).stream()
                    .mapToDouble(lasted -> lasted.minus(TIMER).toNanos() / 1e6)
                    .sorted()
                    .toArray();
        }
    }

    /** Keeps so many entries ahead of what has been taken that nobody waits for the next, and not more. */
    static final class Load {
        private final JourneyRig rig;
        private int sent;

        Load(JourneyRig rig) {
            this.rig = rig;
        }

        int sent() {
            return sent;
        }

        /** How many nodes a second were visited, durably. */
        double steps(Duration length) {
            try {
                return measured(length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        private double measured(Duration length) throws IOException, InterruptedException {
            fill();
            double before = rig.counter("journey_runs_advanced_total");
            long start = System.nanoTime();
            while (System.nanoTime() - start < length.toNanos()) {
                fill();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            double after = rig.counter("journey_runs_advanced_total");
            return (after - before) / ((System.nanoTime() - start) / 1e9);
        }

        private void fill() throws IOException, InterruptedException {
            double entered = rig.counter("journey_runs_entered_total");
            List<Future<RecordMetadata>> taken = new ArrayList<>();
            while (sent - entered < AHEAD) {
                taken.add(rig.triggers().enter(JOURNEY, "guest-" + sent++));
            }
            Triggers.await(taken);
        }
    }
}
