package dev.concierge.bench.fleet;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.nio.file.Path;

/** A fleet of its own for one suite, or the one that runs already. */
public final class FleetBench {
    static final long SEED = 1;

    private static final int PORT_BASE = 13_500;

    private final Report report;
    private final Path root;
    private final String commit;

    public FleetBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** @param running whether the fleet that this process' environment names is measured */
    public void run(Suite suite, boolean running) throws IOException, InterruptedException {
        if (running) {
            suite.measure(new Client(LocalFleet.here(root)), this::add);
            return;
        }
        try (LocalFleet fleet = new LocalFleet(root, root.resolve(".concierge").resolve("bench"), PORT_BASE)) {
            fleet.start();
            suite.measure(new Client(fleet), this::add);
        }
    }

    private void add(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, SEED, commit));
    }

    /** What is measured on it. */
    @FunctionalInterface
    public interface Suite {
        void measure(Client client, Figures figures) throws InterruptedException;
    }

    @FunctionalInterface
    interface Figures {
        void add(String name, double value, String unit);
    }
}
