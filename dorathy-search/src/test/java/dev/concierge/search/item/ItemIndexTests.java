package dev.concierge.search.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemIndexTests {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final QueryLimits LIMITS = new QueryLimits(128, Duration.ofSeconds(10), METERS);

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private ItemIndex index;

    @BeforeEach
    void open() throws IOException {
        index = ItemIndex.open(folder, LIMITS);
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

    @ParameterizedTest
    @CsvSource(textBlock = """
            Cafe\u0301,          café
            Cafe\u0301,          cafe
            Café,                cafe\u0301
            Café,                CAFÉ
            Οδός,                ΟΔΟΣ
            Οδός,                οδος
            Αθήνα,               αθηνα
            Straße,              STRASSE
            Ærø,                 aero
            ｔｅａ,               tea
            Ёлка,                елка
            Culver's,            culver
            Culver,              culver's
            Culver’s,            culver's
            東京タワー,           京
            """)
    void normalFormCaseAccentsAndPossessivesDoNotMatter(String title, String words) throws IOException {
        put(new Item("1", "gem", title, "", List.of()));

        assertThat(ids(find(words))).containsExactly("1");
    }

    @Test
    void aQueryOfManyWordsIsAnsweredByItsRarest() throws IOException {
        String han = han(342);
        String common = han.substring(0, 341);
        for (int i = 0; i < 5; i++) {
            put(new Item("common-" + i, "gem", common, common, List.of(common)));
        }
        put(new Item("rare", "gem", han.substring(341), "", List.of()));
        double before = cut("words");

        assertThat(ids(find(han))).contains("rare");
        assertThat(ids(find(han + " rarer than all"))).contains("rare");
        assertThat(cut("words")).isEqualTo(before + 2);
    }

    @Test
    void wordsThatNoItemHasCostNothing() throws IOException {
        put(new Item("1", "gem", "Sailing", "", List.of()));
        double before = cut("words");

        assertThat(ids(find(han(342) + " sailing"))).containsExactly("1");
        assertThat(find(han(342))).isEmpty();
        assertThat(cut("words")).isEqualTo(before);
    }

    @Test
    void aSearchThatTakesTooLongIsAnsweredWithWhatItHas() throws IOException {
        index.close();
        index = ItemIndex.open(folder, new QueryLimits(128, Duration.ZERO, METERS));
        for (int i = 0; i < 5_000; i++) {
            index.put(new Item("" + i, "gem", "Sailing", "", List.of()));
        }
        index.refresh();
        double before = cut("time");

        assertThat(find("sailing")).hasSizeLessThan(11);
        assertThat(cut("time")).isEqualTo(before + 1);
    }

    private static String han(int count) {
        return IntStream.range(0x4e00, 0x4e00 + count)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static double cut(String limit) {
        return METERS.get("search.queries.cut").tag("limit", limit).counter().count();
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

        index = ItemIndex.open(folder, LIMITS);

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

        index = ItemIndex.open(folder, LIMITS);

        assertThat(index.position()).isEqualTo(Position.NONE);
        assertThat(find("sailing")).isEmpty();
    }

    @Test
    void goesOnFromTheLastCommitOnceAFullDiskHasRoomAgain() throws IOException {
        index.close();
        Disk disk = new Disk(folder);
        index = ItemIndex.open(disk, LIMITS);
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
