package dev.concierge.bench.oncall;

import dev.concierge.bench.oncall.JudgeFault.Row;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every service stands on and the services themselves are frozen and killed in turn beside a Prometheus and an
 * Alertmanager: each fault has to page once, within two minutes, by its name, and to be over when it is over.
 */
public final class OutageDrill {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PORT_BASE = 17_500;
    private static final int PROMETHEUS = PORT_BASE + 90;
    private static final int ALERTMANAGER = PORT_BASE + 91;
    private static final double REQUESTS_PER_SECOND = 5;
    private static final int GUESTS = 20;
    private static final String PANELS = "panels";

    private final Path root;
    private final Size size;
    private final boolean json;
    private final PrintStream out;

    public OutageDrill(Path root, Size size, boolean json, PrintStream out) {
        this.root = root;
        this.size = size;
        this.json = json;
        this.out = out;
    }

    /**
     * How closely is looked.
     *
     * @param faults that are inflicted, by name or target, commas between; {@code panels} among them asks the panels
     *     first; empty for all of it
     * @param every between two scrapes and two evaluations
     * @param atLeast how long a fault lasts
     * @param afterPage how long it goes on once it was told of
     * @param afterwards how long others are awaited once it is over
     */
    public record Size(String faults, Duration every, Duration atLeast, Duration afterPage, Duration afterwards) {
        /** At the pace of compose and chart. */
        public static Size full(String faults) {
            return new Size(
                    faults,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(150),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60));
        }

        /** Three times as fast, and as short as it may be: a fault takes about a minute and a half. */
        public static Size smoke(String faults) {
            return new Size(
                    faults, Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(20));
        }
    }

    /**
     * Printed as the last line.
     *
     * @param faults that were to be inflicted
     * @param passed of them
     * @param ended why it ended before all were; empty if it did not
     */
    record Verdict(
            String drill, int faults, int passed, Optional<Panels.Findings> panels, List<Row> rows, String ended) {
        boolean holds() {
            return passed == faults
                    && panels.stream()
                            .allMatch(found -> found.empty().isEmpty()
                                    && found.undefined().isEmpty()
                                    && found.unmeasured().isEmpty());
        }
    }

    /**
     * Returns whether each fault paged once, by its name and in time, and every panel had data. What is found is printed
     * at once: all of it takes hours, and may be ended before.
     */
    public boolean run() throws IOException, InterruptedException {
        List<Fault> faults = chosen();
        Stream.of("prometheus", "promtool", "prometheus-alertmanager").forEach(Installed::program);
        Path home = RolloutDrill.home(root);
        // Debian 12 has Prometheus 2.42, which refuses pages with exemplars
        Map<String, String> settings =
                Map.of("CONCIERGE_METRICS_EXEMPLARS", "none", "CONCIERGE_USER_TOKEN_ACCESS_TOKEN_LIFE", "12h");
        try (LocalFleet fleet = new LocalFleet(root, home, PORT_BASE, settings)) {
            say("starting a fleet of its own on ports from " + PORT_BASE);
            fleet.start();
            Path alerts = root.resolve("k8s/chart/files/alerts.yaml");
            try (Prometheus prometheus = Prometheus.start(fleet, alerts, PROMETHEUS, ALERTMANAGER, size.every)) {
                Optional<Panels.Findings> panels = size.faults.isEmpty() || words().contains(PANELS)
                        ? Optional.of(panels(fleet, prometheus))
                        : Optional.empty();
                List<Row> rows = new ArrayList<>();
                String ended = faults.isEmpty() ? "" : inflict(fleet, prometheus, faults, rows);
                int passed = (int) rows.stream().filter(Row::passed).count();
                Verdict verdict = new Verdict("outages", faults.size(), passed, panels, rows, ended);
                print(verdict);
                return verdict.holds();
            }
        }
    }

    private List<Fault> chosen() {
        if (size.faults.isEmpty()) {
            return Fault.all();
        }
        List<Fault> chosen = new ArrayList<>();
        for (String word : words()) {
            List<Fault> named = Fault.all().stream()
                    .filter(fault -> fault.name().equals(word) || fault.target().equals(word))
                    .toList();
            if (named.isEmpty() && !word.equals(PANELS)) {
                throw new CannotContinue(
                        "--fault " + word + " (expected: panels, or one of "
                                + String.join(
                                        ", ",
                                        Fault.all().stream().map(Fault::name).toList())
                                + ")",
                        "name faults of the list, or a process for both of its own");
            }
            chosen.addAll(named);
        }
        return chosen;
    }

    private List<String> words() {
        return List.of(size.faults.split(",", -1));
    }

    /** After a demo, which comes by everything that panels look at. */
    private Panels.Findings panels(LocalFleet fleet, Prometheus prometheus) throws IOException, InterruptedException {
        say("a demo, then every panel");
        try {
            fleet.bash("./concierge demo --guests " + GUESTS);
        } catch (IllegalStateException failed) {
            say("  the demo did not come to its end: " + failed.getMessage()); // panels say what is missing of it
        }
        TimeUnit.NANOSECONDS.sleep(size.every.multipliedBy(3).toNanos()); // scrapes that see all of it, and a rule
        Panels.Findings found = new Panels(root.resolve("k8s/chart"), prometheus).ask();
        print(found);
        return found;
    }

    /**
     * Returns why it ended early; empty if it did not.
     *
     * @param rows to which each is added once it is judged
     */
    private String inflict(LocalFleet fleet, Prometheus prometheus, List<Fault> faults, List<Row> rows)
            throws InterruptedException {
        JudgeFault judge =
                new JudgeFault(fleet, prometheus, root.resolve("k8s/compose/alertmanager.yaml"), ALERTMANAGER, size);
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                SteadyRequests _ = begun(fleet, http)) { // what is not answered in the end is not waited for
            for (Fault fault : faults) {
                if (!judge.awaitCalm()) {
                    return "the fleet is not well before " + fault.name();
                }
                say(fault.name());
                Row row = row(judge, fault);
                rows.add(row);
                print(row);
            }
            return "";
        } catch (IOException | RuntimeException broken) {
            return broken.toString();
        }
    }

    private static SteadyRequests begun(LocalFleet fleet, HttpClient http) throws IOException, InterruptedException {
        String business = "outage" + Long.toString(Clock.systemUTC().millis(), 36);
        Mix mix = new Mix(URI.create(fleet.gateway()), fleet.clientToken(), business);
        mix.prepare(http, 1);
        SteadyRequests requests = new SteadyRequests(mix::request, REQUESTS_PER_SECOND, Duration.ZERO);
        Thread.ofPlatform()
                .name("requests")
                .daemon() // they fail while something is away, and nobody waits for the last
                .start(requests::run);
        return requests;
    }

    /** One that cannot be judged fails by itself, not with all those that come after it. */
    private static Row row(JudgeFault judge, Fault fault) throws InterruptedException {
        try {
            return judge.judge(fault);
        } catch (IOException | RuntimeException broken) {
            return Row.notJudged(fault, broken);
        }
    }

    private void print(Object found) {
        out.println(JSON.writeValueAsString(found));
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
