package dev.concierge.bench.startup;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Processor time and time to ready of a service, with and without an AOT cache, and what it takes of the memory then.
 * Services start one at a time, as the launcher starts them, each on a database of its own; the middle of three starts
 * counts. Jars of another commit beside those of this one show what a change cost.
 */
public final class StartUpBench {
    private static final int STARTS = 3;
    private static final List<String> WITH_ENTITIES = List.of(
            "user-service", "event-service", "journey-service", "resource-service", "concierge-service", "datemaker");

    private final Report report;
    private final Path root;
    private final String commit;

    public StartUpBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    /** @param jars of services; none for those of this checkout that have entities */
    public void run(List<Path> jars) throws IOException, InterruptedException {
        try (Lab lab = new Lab()) {
            for (Path jar : jars.isEmpty() ? builtHere() : jars) {
                measure(new ServiceStart(jar, lab));
            }
        }
    }

    private void measure(ServiceStart service) throws IOException, InterruptedException {
        service.extract();
        service.start(); // the database's schema is made by the first
        add(service.label(), repeated(service));
        service.train();
        add(service.label() + " with AOT cache", repeated(service));
    }

    private static List<ServiceStart.Cost> repeated(ServiceStart service) throws IOException, InterruptedException {
        List<ServiceStart.Cost> costs = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            costs.add(service.start());
        }
        return costs;
    }

    private void add(String name, List<ServiceStart.Cost> costs) {
        add(name + ", CPU to ready", middle(costs, cost -> cost.processor().toMillis() / 1e3), "s");
        add(name + ", time to ready", middle(costs, cost -> cost.ready().toMillis() / 1e3), "s");
        add(name + ", PSS", middle(costs, cost -> cost.pss() / 1e6), "MB");
    }

    private void add(String name, double value, String unit) {
        report.add(Figure.alone(name, value, unit, 0, commit));
    }

    private static double middle(List<ServiceStart.Cost> costs, ToDoubleFunction<ServiceStart.Cost> figure) {
        return costs.stream().mapToDouble(figure).sorted().toArray()[costs.size() / 2];
    }

    private List<Path> builtHere() {
        Home home = new Home(root);
        return WITH_ENTITIES.stream()
                .map(service -> ServiceJar.built(service, home).file())
                .toList();
    }
}
