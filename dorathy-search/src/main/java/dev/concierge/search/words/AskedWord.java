package dev.concierge.search.words;

import dev.concierge.search.engine.Found.Form;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;

/**
 * A word of a question with all that stands for it in documents, of which the best counts.
 *
 * @param typed as it was typed
 */
public record AskedWord(String typed, List<Variant> variants) {
    /**
     * @param text as it is kept
     * @param weight against the word itself
     * @param most what it can add at most, without the weight: BM25 stays below a word's rarity
     */
    public record Variant(String text, Form form, Query query, float weight, double most) {
        public Query weighted() {
            return new BoostQuery(query, weight);
        }
    }

    public Query query() {
        return new DisjunctionMaxQuery(variants.stream().map(Variant::weighted).toList(), 0);
    }

    public double most() {
        return variants.stream()
                .mapToDouble(variant -> variant.weight() * variant.most())
                .max()
                .orElse(0);
    }

    /** The nearest to what was typed. */
    public Variant nearest() {
        return variants.stream()
                .max(Comparator.comparingDouble(Variant::weight))
                .orElseThrow();
    }
}
