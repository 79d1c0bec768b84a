package dev.concierge.search.lucene;

import static dev.concierge.search.engine.Shelf.item;
import static dev.concierge.search.engine.Shelf.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.engine.SearchEngineRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneEngineTests extends SearchEngineRules {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected SearchEngine open(QueryLimits limits) throws IOException {
        return LuceneEngine.open(folder, limits, JSON, true);
    }

    @Test
    void aSearchThatTakesTooLongIsAnsweredWithWhatItHas() throws IOException {
        engine.close();
        use(open(new QueryLimits(128, Duration.ZERO, METERS)));
        for (int i = 0; i < 5_000; i++) {
            engine.put(item("" + i, "Sailing", ""), null);
        }
        engine.refresh();
        double before = cut("time");

        Matches matches = shelf.ask(question("sailing"));
        assertThat(matches.isCut()).isTrue();
        assertThat(matches.best()).hasSizeLessThan(101);
        assertThat(cut("time")).isEqualTo(before + 1);
    }

    @Test
    void anUnreadableIndexIsBuiltAnew() throws IOException {
        shelf.put("1", "Sailing");
        engine.commit(Map.of("items.id", "topic"));
        engine.close();
        try (var files = Files.list(folder)) {
            for (Path segments : files.filter(
                            file -> file.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(segments, new byte[] {1, 2, 3});
            }
        }

        use(open(LIMITS));

        assertThat(engine.position()).isEmpty();
        assertThat(shelf.find("sailing")).isEmpty();
    }

    @Test
    void anIndexThatIsBrokenInTheMiddleIsBuiltAnew() throws IOException {
        for (int i = 0; i < 200; i++) {
            engine.put(item("" + i, "Sailing " + i, "On the sea"), null);
        }
        engine.commit(Map.of("items.id", "topic"));
        engine.close();
        try (var files = Files.list(folder)) {
            Path largest = files.max(
                            Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(largest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(largest, bytes);
        }

        use(open(LIMITS));

        assertThat(engine.position()).isEmpty();
        assertThat(shelf.find("sailing")).isEmpty();
        shelf.put("1", "Sailing");
        assertThat(shelf.find("sailing")).containsExactly("1");
    }

    /** While it runs: the search that comes across it fails, the next message that is indexed has it built anew. */
    @Test
    void aFileThatIsFoundBrokenByASearchHasTheIndexBuiltAnew() throws IOException {
        engine.close();
        Disk disk = new Disk(folder);
        use(LuceneEngine.open(disk, LIMITS, JSON, true));
        shelf.put("1", "Sailing");
        engine.commit(Map.of("items.id", "topic"));
        assertThat(engine.recover()).isFalse();
        disk.isBroken = true;
        assertThatThrownBy(() -> shelf.show("sailing", "1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(CorruptIndexException.class);

        assertThat(engine.recover()).isTrue();

        disk.isBroken = false;
        assertThat(engine.position()).isEmpty();
        shelf.put("1", "Sailing");
        assertThat(shelf.find("sailing")).containsExactly("1");
    }

    @Test
    void goesOnFromTheLastCommitOnceAFullDiskHasRoomAgain() throws IOException {
        engine.close();
        Disk disk = new Disk(folder);
        use(LuceneEngine.open(disk, LIMITS, JSON, true));
        shelf.put("1", "Sailing");
        Map<String, String> committed = Map.of("items.id", "topic");
        engine.commit(committed);
        disk.isFull = true;
        assertThatThrownBy(() -> shelf.put("2", "Climbing")).isInstanceOf(IOException.class);
        assertThat(shelf.find("sailing")).containsExactly("1");
        disk.isFull = false;
        assertThatThrownBy(() -> shelf.put("2", "Climbing")).isInstanceOf(AlreadyClosedException.class);

        assertThat(engine.recover()).isTrue();
        assertThat(engine.recover()).isFalse();

        assertThat(engine.position()).isEqualTo(committed);
        shelf.put("2", "Climbing");
        assertThat(shelf.find("sailing")).containsExactly("1");
        assertThat(shelf.find("climbing")).containsExactly("2");
    }

    /** Writes nothing while it is full; what is read while it is broken is. */
    private static final class Disk extends FilterDirectory {
        private boolean isFull;
        private volatile boolean isBroken;

        private Disk(Path folder) throws IOException {
            super(FSDirectory.open(folder));
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (isFull) {
                throw new IOException("No space left on device");
            }
            return super.createOutput(name, context);
        }

        @Override
        public IndexInput openInput(String name, IOContext context) throws IOException {
            return new Reading(super.openInput(name, context));
        }

        private final class Reading extends FilterIndexInput {
            private Reading(IndexInput in) {
                super(in.toString(), in);
            }

            private void check() throws IOException {
                if (isBroken) {
                    throw new CorruptIndexException("checksum failed", this);
                }
            }

            @Override
            public byte readByte() throws IOException {
                check();
                return super.readByte();
            }

            @Override
            public void readBytes(byte[] into, int offset, int length) throws IOException {
                check();
                super.readBytes(into, offset, length);
            }

            @Override
            public IndexInput slice(String description, long offset, long length) throws IOException {
                return new Reading(in.slice(description, offset, length));
            }

            @Override
            public IndexInput clone() {
                return new Reading(in.clone());
            }
        }
    }
}
