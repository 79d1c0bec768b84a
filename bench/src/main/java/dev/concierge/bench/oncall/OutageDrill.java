package dev.concierge.bench.oncall;

import dev.concierge.bench.oncall.Pager.Notification;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Wait;
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
    private static final int PORT_BASE = 17_500;
    private static final int PROMETHEUS = PORT_BASE + 90;
    private static final int ALERTMANAGER = PORT_BASE + 91;
    private static final Duration LATEST = Duration.ofMinutes(2);
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
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
     * What became of one fault.
     *
     * @param page the first that named the culprit; empty if none did
     * @param seconds from the fault to that page
     * @param clearedSeconds from its end until the alert no longer fired; -1 if it went on
     * @param otherPages that came as well though inhibition had its say, or would come at Alertmanager's next turn
     * @param tickets that can wait for the morning
     */
    record Row(
            String fault,
            String page,
            double seconds,
            double clearedSeconds,
            List<String> otherPages,
            List<String> tickets) {
        boolean passed() {
            return !page.isEmpty() && seconds <= LATEST.toSeconds() && clearedSeconds >= 0 && otherPages.isEmpty();
        }
    }

    /** Printed as the last line. */
    record Verdict(String drill, int faults, int passed, Optional<Panels.Findings> panels, List<Row> rows) {}

    /** Returns whether each fault paged once, by its name and in time, and no panel was empty. */
    public boolean run() throws IOException, InterruptedException {
        List<Fault> faults = chosen();
        Stream.of("prometheus", "promtool", "prometheus-alertmanager").forEach(Installed::program);
        Path home = RolloutDrill.home(root);
        // Debian 12 has Prometheus 2.42, which refuses pages with exemplars
        Map<String, String> settings =
                Map.of("CONCIERGE_METRICS_EXEMPLARS", "none", "CONCIERGE_USER_TOKEN_ACCESS_TOKEN_LIFE", "6h");
        try (LocalFleet fleet = new LocalFleet(root, home, PORT_BASE, settings)) {
            say("starting a fleet of its own on ports from " + PORT_BASE);
            fleet.start();
            try (Prometheus prometheus = Prometheus.start(fleet, rules(), PROMETHEUS, ALERTMANAGER, size.every)) {
                Optional<Panels.Findings> panels = size.faults.isEmpty() || words().contains(PANELS)
                        ? Optional.of(panels(fleet, prometheus))
                        : Optional.empty();
                List<Row> rows = inflict(fleet, faults);
                int passed = (int) rows.stream().filter(Row::passed).count();
                out.println(JsonMapper.builder()
                        .build()
                        .writeValueAsString(new Verdict("outages", rows.size(), passed, panels, rows)));
                return passed == rows.size()
                        && panels.stream()
                                .allMatch(found -> found.empty().isEmpty()
                                        && found.unmeasured().isEmpty());
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

    private Path rules() {
        return root.resolve("k8s/chart/files/alerts.yaml");
    }

    /** After a demo, and a while of what the demo does not do. */
    private Panels.Findings panels(LocalFleet fleet, Prometheus prometheus) throws IOException, InterruptedException {
        say("a demo, then every panel");
        fleet.bash("./concierge demo --guests " + GUESTS);
        TimeUnit.NANOSECONDS.sleep(size.every.multipliedBy(3).toNanos()); // scrapes that see all of it, and a rule
        Panels.Findings found = new Panels(root.resolve("k8s/chart"), prometheus).ask();
        found.empty().forEach(panel -> say("  no data: " + panel));
        found.undefined().forEach(panel -> say("  nothing happened: " + panel));
        found.unmeasured().forEach(metric -> say("  not measured: " + metric));
        return found;
    }

    private List<Row> inflict(LocalFleet fleet, List<Fault> faults) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        if (faults.isEmpty()) {
            return rows;
        }
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String business = "outage" + Long.toString(Clock.systemUTC().millis(), 36);
        Mix mix = new Mix(URI.create(fleet.gateway()), fleet.clientToken(), business);
        mix.prepare(http, 1);
        SteadyRequests requests = new SteadyRequests(http, mix, REQUESTS_PER_SECOND, Duration.ZERO);
        Thread.ofPlatform()
                .name("requests")
                .daemon() // they fail while something is away, and nobody waits for the last
                .start(requests::run);
        for (Fault fault : faults) {
            Row row = row(fleet, fault);
            rows.add(row);
            say(JsonMapper.builder().build().writeValueAsString(row));
        }
        requests.end();
        return rows;
    }

    /** With an Alertmanager of its own: one that knows a group waits minutes before it tells of it again. */
    private Row row(LocalFleet fleet, Fault fault) throws IOException, InterruptedException {
        Path rules = root.resolve("k8s/compose/alertmanager.yaml");
        try (Pager pager = Pager.start(rules, fleet.home().resolve("alertmanager"), ALERTMANAGER)) {
            say(fault.name());
            long begin = System.nanoTime();
            fault.inflict(fleet);
            boolean isPaged;
            try {
                isPaged = Wait.until(
                        LATEST.plus(size.every),
                        BETWEEN_LOOKS,
                        () -> page(pager, fault).isPresent());
                Duration left = size.atLeast.minusNanos(System.nanoTime() - begin);
                pause(left.compareTo(size.afterPage) > 0 ? left : size.afterPage);
            } finally {
                fault.repair(fleet);
            }
            long end = System.nanoTime();
            boolean isCleared = Wait.until(
                    RECOVERY,
                    BETWEEN_LOOKS,
                    () -> pager.firing().stream().noneMatch(told -> fault.isNamedBy(told.labels())));
            double cleared = isCleared ? seconds(end) : -1;
            fleet.awaitReady(fault.target(), RECOVERY);
            pause(size.afterwards);
            return new Row(
                    fault.name(),
                    isPaged ? page(pager, fault).orElseThrow().text() : "",
                    isPaged ? (page(pager, fault).orElseThrow().at() - begin) / 100_000_000 / 10.0 : -1,
                    cleared,
                    others(pager, fault, true),
                    others(pager, fault, false));
        }
    }

    private static Optional<Notification> page(Pager pager, Fault fault) {
        return pager.notifications().stream()
                .filter(told -> told.isPage() && fault.isNamedBy(told.labels()))
                .findFirst();
    }

    private static List<String> others(Pager pager, Fault fault, boolean arePages) {
        return Stream.concat(pager.notifications().stream(), pager.unheld().stream())
                .filter(told -> arePages ? told.isPage() : told.isTicket())
                .filter(told -> !fault.isNamedBy(told.labels()))
                .map(Notification::text)
                .distinct()
                .toList();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 100_000_000 / 10.0;
    }

    private static void pause(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
