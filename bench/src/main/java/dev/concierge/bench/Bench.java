package dev.concierge.bench;

import dev.concierge.bench.curation.CurationBench;
import dev.concierge.bench.curation.CurationSpeed;
import dev.concierge.bench.dating.DatingBench;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.fleet.ConsoleFigures;
import dev.concierge.bench.fleet.EventToEffect;
import dev.concierge.bench.fleet.ExpensiveSearches;
import dev.concierge.bench.fleet.FirstWords;
import dev.concierge.bench.fleet.FleetBench;
import dev.concierge.bench.fleet.Overload;
import dev.concierge.bench.fleet.ReadsOfGuests;
import dev.concierge.bench.gateway.GatewayBench;
import dev.concierge.bench.ingest.IngestBench;
import dev.concierge.bench.journeys.JourneyBench;
import dev.concierge.bench.journeys.TimerBench;
import dev.concierge.bench.live.LiveBench;
import dev.concierge.bench.mail.MailBench;
import dev.concierge.bench.outbox.OutboxBench;
import dev.concierge.bench.resources.OfferBench;
import dev.concierge.bench.resources.ResourceBench;
import dev.concierge.bench.search.SearchBesideOpenSearch;
import dev.concierge.bench.search.SearchFigures;
import dev.concierge.bench.startup.StartUpBench;
import dev.concierge.bench.users.UserBench;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program behind {@code ./concierge bench}. */
public final class Bench {
    /** A new one is one more entry. */
    private static final Map<String, Suite> SUITES = new TreeMap<>(Map.ofEntries(
            entry("users", run -> new UserBench(run.report(), run.root(), run.commit()).run()),
            entry("journeys", run -> new JourneyBench(run.report(), run.root(), run.commit()).run()),
            entry(
                    "timers",
                    run -> new TimerBench(run.report(), run.root(), run.commit())
                            .run(run.words().contains("--short"))),
            entry("dating", run -> new DatingBench(run.report(), run.root(), run.commit()).run()),
            entry("curation", run -> {
                if (run.option("--part").equals("speed")) {
                    new CurationSpeed(run.report(), run.root(), run.commit()).run();
                } else {
                    new CurationBench(run.root()).run(run.option("--data"));
                }
            }),
            entry("bookings", run -> new OfferBench(run.report(), run.root(), run.commit()).run()),
            entry("outbox", run -> new OutboxBench(run.report(), run.commit()).run()),
            entry("gateway", run -> {
                String part = run.option("--part");
                switch (part) {
                    case "fleet" -> run.onAFleet(new ReadsOfGuests());
                    case "overload" ->
                        run.onAFleet(new Overload(false, run.words().contains("--short")));
                    case "overload-writes" ->
                        run.onAFleet(new Overload(true, run.words().contains("--short")));
                    default -> new GatewayBench(run.report(), run.root(), run.commit(), part.equals("short")).run();
                }
            }),
            entry("mail", run -> new MailBench(run.report(), run.root(), run.commit()).run()),
            entry("live", run -> new LiveBench(run.report(), run.root(), run.commit()).run(run.option("--part"))),
            entry(
                    "resources",
                    run -> new ResourceBench(run.report(), run.root(), run.commit()).run(run.option("--part"))),
            entry("search", run -> {
                switch (run.option("--part")) {
                    case "quality" -> new SearchFigures(run.root(), run.commit()).quality(run.option("--data"));
                    case "speed" -> new SearchFigures(run.root(), run.commit()).speed();
                    case "http" -> new SearchBesideOpenSearch(run.report(), run.root(), run.commit()).run();
                    default -> run.onAFleet(new ExpensiveSearches());
                }
            }),
            entry(
                    "console",
                    run -> run.onAFleet(
                            new ConsoleFigures(run.root(), !run.words().contains("--running")))),
            entry("assistant", run -> run.onAFleet(new FirstWords())),
            entry("ingest-batch", run -> run.ingest().batches()),
            entry("ingest-single", run -> run.ingest().singles()),
            entry("ingest-effect", run -> run.ingest().effects()),
            entry("ingest-growth", run -> run.ingest().growth(run.words().contains("--short"))),
            entry("events", run -> run.onAFleet(new EventToEffect())),
            entry("start-up", run -> new StartUpBench(run.report(), run.root(), run.commit()).run(run.files()))));

    private static Map.Entry<String, Suite> entry(String name, Suite suite) {
        return Map.entry(name, suite);
    }

    private Bench() {}

    private interface Suite {
        void run(Run run) throws Exception;
    }

    /** @param words what stands behind the suite's name */
    private record Run(Report report, Path root, List<String> words) {
        String commit() {
            return Report.commit(root);
        }

        String option(String name) {
            int at = words.indexOf(name);
            return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
        }

        List<Path> files() {
            return words.stream()
                    .filter(word -> !word.startsWith("--"))
                    .map(Path::of)
                    .map(Path::toAbsolutePath)
                    .toList();
        }

        IngestBench ingest() {
            return new IngestBench(report, root, commit());
        }

        void onAFleet(FleetBench.Suite suite) throws Exception {
            new FleetBench(report, root, commit()).run(suite, words.contains("--running"));
        }
    }

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        Suite suite = words.isEmpty() ? null : SUITES.get(words.getFirst());
        if (suite == null) {
            System.err.println("concierge: no such benchmark: " + String.join(" ", words));
            System.err.println(
                    "  what to do: ./concierge bench " + String.join("|", SUITES.keySet()) + " [--json] [--record]");
            System.exit(2);
            return;
        }
        Thread.currentThread().setUncaughtExceptionHandler((_, failed) -> end(failed));
        Report report = new Report(System.out, words.contains("--json"));
        suite.run(new Run(report, root, words.subList(1, words.size())));
        if (words.contains("--record")) {
            record(report, root.resolve("bench/results/" + words.getFirst() + ".jsonl"));
        }
        System.exit(0);
    }

    /** Those that judge what a process of its own printed have no figures. */
    private static void record(Report report, Path results) throws IOException {
        int recorded = report.record(results);
        if (recorded == 0) {
            throw new CannotContinue(
                    "this benchmark told no figures that can be recorded", "keep what it printed above by hand");
        }
        System.err.println(recorded + " figures recorded in " + results);
    }

    /** Servers and clients of a run that failed leave threads, which would keep the program alive. */
    private static void end(Throwable failed) {
        if (failed instanceof CannotContinue reason) {
            System.err.println("concierge: " + reason.getMessage());
            System.err.println("  what to do: " + reason.remedy());
        } else {
            failed.printStackTrace();
        }
        System.exit(1);
    }
}
