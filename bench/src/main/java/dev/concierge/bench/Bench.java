package dev.concierge.bench;

import dev.concierge.bench.outbox.OutboxBench;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./concierge bench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (words.isEmpty() || !words.getFirst().equals("outbox")) {
            System.err.println("concierge: no such benchmark: " + String.join(" ", words));
            System.err.println("  what to do: ./concierge bench outbox [--json]");
            System.exit(2);
        }
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        new OutboxBench(new Report(System.out, words.contains("--json")), Report.commit(root)).run();
        System.exit(0);
    }
}
