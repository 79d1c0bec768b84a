package dev.concierge.search.lucene;

import dev.concierge.search.engine.Shelf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A process that indexes numbered items and commits now and then, for as long as it is let. */
final class KilledWhileIndexing {
    static final String POSITION = "items.partition.0";
    private static final int COMMIT_EVERY = 250;

    private KilledWhileIndexing() {}

    static LuceneEngine open(Path folder) throws IOException {
        return LuceneEngine.open(
                folder,
                new QueryLimits(128, Duration.ofSeconds(5), new SimpleMeterRegistry()),
                new JsonMapper(),
                false);
    }

    static long next(LuceneEngine engine) {
        return Long.parseLong(engine.position().getOrDefault(POSITION, "0"));
    }

    /** Goes on where the index stands, as a feed does. */
    public static void main(String[] folder) throws IOException {
        PrintStream out = System.out;
        try (LuceneEngine engine = open(Path.of(folder[0]))) {
            for (long i = next(engine); ; i++) {
                engine.put(Shelf.item("" + i, "Sailing number" + i, "On the sea with " + i), null);
                if (i % COMMIT_EVERY == COMMIT_EVERY - 1) {
                    engine.refresh();
                    engine.commit(Map.of("items.id", "topic", POSITION, Long.toString(i + 1)));
                    out.println(i + 1);
                }
            }
        }
    }
}
