package dev.concierge.search.evaluation;

import dev.concierge.platform.id.Ids;
import dev.concierge.search.control.Wanting;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.lucene.LuceneEngine;
import dev.concierge.search.lucene.QueryLimits;
import dev.concierge.search.meaning.Meanings;
import dev.concierge.search.popularity.Liked;
import dev.concierge.search.query.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Judges the code that serves by a set of questions with known answers. */
final class MeasureQuality {
    private static final int FIRST_PAGE = 10;
    private static final int DEEP = 100;
    /** BM25 on SciFact, as published with Pyserini. */
    private static final double BM25_SCIFACT_NDCG = 0.679;

    private static final double BM25_SCIFACT_RECALL = 0.925;

    private final Path folder;
    private final JsonMapper json;

    MeasureQuality(Path folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /** @param scratch an empty folder for the index */
    List<Figure> run(Path scratch) throws IOException {
        JudgedSet set = JudgedSet.read(folder, json);
        Meanings meanings = Meanings.loaded(json);
        QueryLimits limits = new QueryLimits(1000, Duration.ofMinutes(1), new SimpleMeterRegistry());
        try (SearchEngine engine = LuceneEngine.open(scratch, limits, json, false)) {
            for (Searchable document : set.documents()) {
                engine.put(document, meanings.of(document));
            }
            engine.refresh();
            Clock clock = Clock.systemUTC();
            Search search = new Search(engine, meanings, Wanting.NOTHING, Liked.NOTHING, null, new Ids(clock), clock);
            List<Figure> figures = new ArrayList<>();
            figures.addAll(judge(set, search, false));
            figures.addAll(judge(set, search, true));
            return figures;
        }
    }

    private List<Figure> judge(JudgedSet set, Search search, boolean isByMeaning) {
        double ndcg = 0;
        double recall = 0;
        for (Map.Entry<String, String> question : set.questions().entrySet()) {
            List<String> found = search.ranking(question.getValue(), isByMeaning, DEEP).stream()
                    .map(key -> key.id())
                    .toList();
            Map<String, Integer> judged = set.judgements().getOrDefault(question.getKey(), Map.of());
            ndcg += Quality.ndcg(found, judged, FIRST_PAGE);
            recall += Quality.recall(found, judged, DEEP);
        }
        String name = folder.getFileName() + (isByMeaning ? " words and meaning" : " words");
        int questions = set.questions().size();
        Figure quality = Figure.of(name + " nDCG@10", ndcg / questions, "", 0);
        Figure depth = Figure.of(name + " R@100", recall / questions, "", 0);
        boolean isKnown = String.valueOf(folder.getFileName()).contains("scifact");
        return isKnown
                ? List.of(
                        quality.against("BM25, published", BM25_SCIFACT_NDCG),
                        depth.against("BM25, published", BM25_SCIFACT_RECALL))
                : List.of(quality, depth);
    }
}
