package dev.concierge.curator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On ML-100K, which is not shipped: {@code -Dconcierge.data.ml-100k=<the folder with ml-100k.inter and ml-100k.item>}. */
class MovieLensTests {
    private static final String FOLDER = System.getProperty("concierge.data.ml-100k", "");

    @BeforeAll
    static void isThere() {
        assumeTrue(!FOLDER.isEmpty(), "skipped: no folder with ML-100K is named by -Dconcierge.data.ml-100k");
    }

    @Test
    void itFindsWhatThePublishedBestFindsAndBalancesItForLittle() {
        CurationFigures figures = new CurationFigures(RecboleFiles.read(Path.of(FOLDER)));
        List<CurationFigures.Random> runs = List.of(figures.random(1), figures.random(2), figures.random(3));

        double plain = mean(runs, run -> run.plain().ndcg());
        assertThat(plain).as("%s", runs).isGreaterThanOrEqualTo(0.475);
        assertThat(mean(runs, run -> run.balanced().ndcg())).isGreaterThanOrEqualTo(0.985 * plain);
        assertThat(mean(runs, run -> run.balanced().miscalibration()))
                .isLessThanOrEqualTo(0.65 * mean(runs, run -> run.plain().miscalibration()));
    }

    @Test
    void onATimeSplitItStandsAbovePopularityAndItemKnn() {
        Map<String, Figures> figures = new CurationFigures(RecboleFiles.read(Path.of(FOLDER))).latest();

        double ease = ndcg(figures, "EASE");
        assertThat(ease).isGreaterThan(ndcg(figures, "popularity")).isGreaterThan(ndcg(figures, "item-kNN"));
    }

    private static double ndcg(Map<String, Figures> figures, String learner) {
        return figures.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(learner))
                .mapToDouble(entry -> entry.getValue().ndcg())
                .max()
                .orElseThrow();
    }

    private static double mean(List<CurationFigures.Random> runs, ToDoubleFunction<CurationFigures.Random> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }
}
