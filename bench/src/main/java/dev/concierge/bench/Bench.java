package dev.concierge.bench;

import dev.concierge.bench.fleet.EventToEffect;
import dev.concierge.bench.fleet.ExpensiveSearches;
import dev.concierge.bench.fleet.FleetBench;
import dev.concierge.bench.live.LiveBench;
import dev.concierge.bench.outbox.OutboxBench;
import dev.concierge.bench.startup.StartUpBench;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./concierge bench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        Report report = new Report(System.out, words.contains("--json"));
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "outbox" -> new OutboxBench(report, Report.commit(root)).run();
            case "live" -> new LiveBench(report, root, Report.commit(root)).run();
            case "search" -> fleet(report, root, new ExpensiveSearches(), words);
            case "events" -> fleet(report, root, new EventToEffect(), words);
            case "start-up" ->
                new StartUpBench(report, root, Report.commit(root))
                        .run(words.stream()
                                .skip(1)
                                .filter(word -> !word.startsWith("--"))
                                .map(Path::of)
                                .map(Path::toAbsolutePath)
                                .toList());
            default -> {
                System.err.println("concierge: no such benchmark: " + String.join(" ", words));
                System.err.println("  what to do: ./concierge bench outbox|live|search|events|start-up [--running] [--json]");
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void fleet(Report report, Path root, FleetBench.Suite suite, List<String> words) throws Exception {
        new FleetBench(report, root, Report.commit(root)).run(suite, words.contains("--running"));
    }
}
