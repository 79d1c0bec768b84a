package dev.concierge.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class QualityTests {
    @TempDir
    private Path scratch = Path.of("");

    /** Worked out by hand: (2/1 + 1/2) / (2/1 + 1/log2(3)). */
    @Test
    void gainsAreDiscountedByTheirPlace() {
        Map<String, Integer> judged = Map.of("a", 2, "b", 1, "c", 0);

        assertThat(Quality.ndcg(List.of("a", "c", "b"), judged, 10))
                .isCloseTo(2.5 / (2 + Math.log(2) / Math.log(3)), within(1e-9));
        assertThat(Quality.ndcg(List.of("a", "b"), judged, 10)).isCloseTo(1, within(1e-9));
        assertThat(Quality.ndcg(List.of("x"), judged, 10)).isZero();
        assertThat(Quality.recall(List.of("x", "b"), judged, 100)).isEqualTo(0.5);
        assertThat(Quality.recall(List.of("x", "b"), judged, 1)).isZero();
    }

    @Test
    void aSetIsReadAsItIsPublished() throws IOException {
        Path folder = scratch.resolve("set");
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), """
                {"_id": "d1", "title": "Boat", "text": "On the sea", "metadata": {}}
                {"_id": "d2", "title": "", "text": "Mountain"}
                """);
        Files.writeString(folder.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "sailing"}
                {"_id": "unjudged", "text": "x"}
                """);
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1\td1\t1\n");

        JudgedSet set = JudgedSet.read(folder, new JsonMapper());

        assertThat(set.documents()).extracting(document -> document.key().id()).containsExactly("d1", "d2");
        assertThat(set.questions()).containsOnlyKeys("q1");
        assertThat(set.judgements()).isEqualTo(Map.of("q1", Map.of("d1", 1)));
    }

    /** Our own set: 24 items in English and German, 16 questions. */
    @Test
    void onOurOwnSetTheRightItemsComeFirst() throws IOException {
        List<Figure> figures = new MeasureQuality(Path.of("src/test/resources/judged-items"), new JsonMapper())
                .run(Files.createDirectories(scratch.resolve("index")));

        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "judged-items words nDCG@10",
                        "judged-items words R@100",
                        "judged-items words and meaning nDCG@10",
                        "judged-items words and meaning R@100");
        assertThat(figures.get(0).value()).isGreaterThan(0.7);
        assertThat(figures.get(2).value()).isGreaterThan(figures.get(0).value());
    }
}
