package dev.concierge.bench;

import dev.concierge.bench.live.LiveBench;
import dev.concierge.bench.outbox.OutboxBench;
import dev.concierge.bench.resources.ResourceBench;
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
            case "resources" -> new ResourceBench(report, root, Report.commit(root)).run();
            case "live" -> new LiveBench(report, root, Report.commit(root)).run(part(words));
            default -> {
                System.err.println("concierge: no such benchmark: " + String.join(" ", words));
                System.err.println("  what to do: ./concierge bench outbox|resources|live [--part fan-out|topics|back] [--json]");
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static String part(List<String> words) {
        int at = words.indexOf("--part");
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }
}
