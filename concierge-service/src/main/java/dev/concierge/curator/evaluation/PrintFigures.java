package dev.concierge.curator.evaluation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The service's image with the word {@code figures}: judges the code that serves, and ends. */
public final class PrintFigures {
    public static final String WORD = "figures";
    private static final int SEEDS = 5;

    private PrintFigures() {}

    /**
     * @param plain and balanced: means over the seeds
     * @param latest what each guest took last is held out
     * @param latestOfAll what anybody took last is held out
     */
    private record Report(
            String data,
            Map<String, Double> plain,
            Map<String, Double> balanced,
            List<CurationFigures.Random> random,
            Map<String, Figures> latest,
            Map<String, Figures> latestOfAll) {}

    /** @param folder with files of RecBole's form; null for the cost of training alone */
    public static void run(@Nullable Path folder, PrintStream out) {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(json.writeValueAsString(
                folder == null
                        ? IntStream.of(1_000, 5_000, 50_000)
                                .mapToObj(items -> TrainingCost.of(items, 1))
                                .toList()
                        : report(folder)));
    }

    private static Report report(Path folder) {
        CurationFigures figures = new CurationFigures(RecboleFiles.read(folder));
        List<CurationFigures.Random> random =
                LongStream.rangeClosed(1, SEEDS).mapToObj(figures::random).toList();
        return new Report(
                String.valueOf(folder.getFileName()),
                means(random, CurationFigures.Random::plain),
                means(random, CurationFigures.Random::balanced),
                random,
                figures.latest(),
                figures.latestOfAll());
    }

    private static Map<String, Double> means(
            List<CurationFigures.Random> random, Function<CurationFigures.Random, Figures> of) {
        return Map.of(
                "ndcg", mean(random, run -> of.apply(run).ndcg()),
                "recall", mean(random, run -> of.apply(run).recall()),
                "diversity", mean(random, run -> of.apply(run).diversity()),
                "coverage", mean(random, run -> of.apply(run).coverage()),
                "shareOfTop", mean(random, run -> of.apply(run).shareOfTop()),
                "miscalibration", mean(random, run -> of.apply(run).miscalibration()));
    }

    private static double mean(List<CurationFigures.Random> random, ToDoubleFunction<CurationFigures.Random> figure) {
        return random.stream().mapToDouble(figure).average().orElse(0);
    }
}
