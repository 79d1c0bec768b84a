package dev.concierge.search.lucene;

import dev.concierge.search.engine.CaughtUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.util.FileSystemUtils;

/**
 * Indexes are kept by how their documents are made. One of another release stays until that of this release is whole, so that
 * going back to that release within that time costs nothing.
 */
public final class OlderIndexes {
    private static final Logger log = LoggerFactory.getLogger(OlderIndexes.class);

    private final Path all;
    private final Path current;

    public OlderIndexes(Path all) {
        this.all = all;
        this.current = all.resolve("schema-" + LuceneEngine.SCHEMA);
    }

    public Path current() {
        return current;
    }

    @EventListener(CaughtUp.class)
    void remove() {
        try (Stream<Path> there = Files.list(all)) {
            List<Path> older =
                    there.filter(path -> !path.equals(current)).sorted().toList();
            for (Path path : older) {
                FileSystemUtils.deleteRecursively(path);
            }
            if (!older.isEmpty()) {
                log.info("{} is whole; what another release left is gone", current.getFileName());
            }
        } catch (IOException kept) {
            log.warn("What another release left of its index stays: {}", kept.toString());
        }
    }
}
