package dev.concierge.search.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemIndexTests {
    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private ItemIndex index;

    @BeforeEach
    void open() throws IOException {
        index = ItemIndex.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void titlesCountMoreThanTagsAndTagsMoreThanDescriptions() throws IOException {
        for (int i = 10; i < 30; i++) {
            put(new Item("" + i, "gem", "Shell", "grey", List.of("beach")));
        }
        put(new Item("1", "gem", "Pearl", "sailing", List.of("white")));
        put(new Item("2", "gem", "Pearl", "white", List.of("sailing")));
        put(new Item("3", "gem", "Sailing", "white", List.of()));

        assertThat(ids(find("sailing"))).containsExactly("3", "2", "1");
    }

    @Test
    void everyHitSaysWhy() throws IOException {
        put(new Item("1", "gem", "Sailing", "On the sea", List.of("sailing", "sun")));

        assertThat(find("sailing sea").getFirst().why()).containsExactly("description", "tags", "title");
        assertThat(find("sun").getFirst().why()).containsExactly("tags");
    }

    @Test
    void caseAndAccentsDoNotMatter() throws IOException {
        put(new Item("1", "gem", "Café Zürich", "", List.of()));

        assertThat(ids(find("CAFE zurich"))).containsExactly("1");
    }

    @Test
    void typesNarrowASearchDown() throws IOException {
        put(new Item("1", "gem", "Sailing", "", List.of()));
        put(new Item("2", "memory", "Sailing", "", List.of()));

        List<Hit> memories = index.search("sailing", "memory", null, 10);

        assertThat(ids(memories)).containsExactly("2");
        assertThat(memories.getFirst().why()).containsExactly("title");
    }

    @Test
    void theLatestStateOfAnItemCounts() throws IOException {
        put(new Item("1", "gem", "Sailing", "", List.of()));
        put(new Item("1", "gem", "Climbing", "", List.of()));
        assertThat(find("sailing")).isEmpty();
        assertThat(ids(find("climbing"))).containsExactly("1");

        index.remove("1");
        index.refresh();
        assertThat(find("climbing")).isEmpty();
    }

    @Test
    void pagesDoNotOverlapAmongEquals() throws IOException {
        for (int i = 0; i < 10; i++) {
            put(new Item("id-" + i, "gem", "Sailing", "", List.of()));
        }
        List<String> seen = new ArrayList<>();
        ItemIndex.Shown after = null;
        for (int page = 0; page < 4; page++) {
            List<Hit> hits = index.search("sailing", null, after, 3);
            List<Hit> shown = hits.subList(0, Math.min(3, hits.size()));
            seen.addAll(ids(shown));
            after = new ItemIndex.Shown(
                    shown.getLast().score(), shown.getLast().item().itemId());
        }

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsFoundForNothing() {
        assertThat(find("...")).isEmpty();
        assertThat(find("sailing")).isEmpty();
    }

    @Test
    void itemsAndPositionSurviveARestartTogether() throws IOException {
        put(new Item("1", "gem", "Sailing", "", List.of()));
        Position position = new Position("topic", Map.of(0, 7L, 1, 0L));
        index.commit(position);
        index.close();

        index = ItemIndex.open(folder);

        assertThat(index.position()).isEqualTo(position);
        assertThat(ids(find("sailing"))).containsExactly("1");
    }

    @Test
    void anUnreadableIndexIsBuiltAnew() throws IOException {
        put(new Item("1", "gem", "Sailing", "", List.of()));
        index.commit(new Position("topic", Map.of(0, 7L)));
        index.close();
        try (var files = Files.list(folder)) {
            for (Path segments : files.filter(
                            file -> file.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(segments, new byte[] {1, 2, 3});
            }
        }

        index = ItemIndex.open(folder);

        assertThat(index.position()).isEqualTo(Position.NONE);
        assertThat(find("sailing")).isEmpty();
    }

    @Test
    void goesOnFromTheLastCommitOnceAFullDiskHasRoomAgain() throws IOException {
        index.close();
        Disk disk = new Disk(folder);
        index = ItemIndex.open(disk);
        put(new Item("1", "gem", "Sailing", "", List.of()));
        Position committed = new Position("topic", Map.of(0, 7L));
        index.commit(committed);
        disk.isFull = true;
        assertThatThrownBy(() -> put(new Item("2", "gem", "Climbing", "", List.of())))
                .isInstanceOf(IOException.class);
        assertThat(ids(find("sailing"))).containsExactly("1");
        disk.isFull = false;
        assertThatThrownBy(() -> put(new Item("2", "gem", "Climbing", "", List.of())))
                .isInstanceOf(AlreadyClosedException.class);

        index.recover();

        assertThat(index.position()).isEqualTo(committed);
        put(new Item("2", "gem", "Climbing", "", List.of()));
        assertThat(ids(find("sailing"))).containsExactly("1");
        assertThat(ids(find("climbing"))).containsExactly("2");
    }

    /** Writes nothing while it is full. */
    private static final class Disk extends FilterDirectory {
        private boolean isFull;

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
    }

    private void put(Item item) throws IOException {
        index.put(item);
        index.refresh();
    }

    private List<Hit> find(String words) {
        return index.search(words, null, null, 10);
    }

    private static List<String> ids(List<Hit> hits) {
        return hits.stream().map(hit -> hit.item().itemId()).toList();
    }
}
