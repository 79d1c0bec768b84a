package dev.concierge.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** The scores of single documents, without searching all of them. */
final class Points {
    private final IndexSearcher searcher;
    private final Weight weight;

    Points(IndexSearcher searcher, Query query) throws IOException {
        this.searcher = searcher;
        this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    }

    /** @return for each document its score; NaN where it does not match */
    double[] of(int[] documents) throws IOException {
        double[] points = new double[documents.length];
        Arrays.fill(points, Double.NaN);
        Visit.each(searcher.getIndexReader(), documents, segment -> {
            Scorer scorer = weight.scorer(segment);
            return (place, document) -> {
                if (scorer != null && isAt(scorer, document)) {
                    points[place] = scorer.score();
                }
            };
        });
        return points;
    }

    private static boolean isAt(Scorer scorer, int document) throws IOException {
        int at = scorer.iterator().docID();
        return (at < document ? scorer.iterator().advance(document) : at) == document;
    }
}
