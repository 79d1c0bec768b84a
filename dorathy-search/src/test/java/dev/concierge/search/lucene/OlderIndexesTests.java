package dev.concierge.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.search.engine.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlderIndexesTests {
    @TempDir
    private Path all;

    @Test
    void anIndexOfAnotherReleaseStaysUntilThatOfThisOneIsWhole() throws IOException {
        Path before = Files.createDirectories(all.resolve("schema-0"));
        Files.writeString(before.resolve("segments_1"), "");
        Path once = Files.writeString(all.resolve("segments_7"), "");
        OlderIndexes older = new OlderIndexes(all);
        try (LuceneEngine engine = KilledWhileIndexing.open(older.current())) {
            assertThat(engine.position()).isEmpty();
            assertThat(before).isDirectoryContaining("glob:**segments_1");

            older.remove();

            assertThat(before).doesNotExist();
            assertThat(once).doesNotExist();
            engine.put(Shelf.item("1", "Sailing", ""), null);
            engine.refresh();
            assertThat(new Shelf(engine).find("sailing")).containsExactly("1");
        }
        assertThat(older.current()).isDirectory();
    }
}
