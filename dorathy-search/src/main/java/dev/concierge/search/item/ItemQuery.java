package dev.concierge.search.item;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Turns the words somebody typed into a query: any word in any field counts, most of all in the title. Of more words than
 * a query may have the rarest count, as they tell items apart and cost least; those that no item has cost nothing.
 */
final class ItemQuery {
    private static final Map<String, Float> WEIGHTS =
            Map.of(ItemDocument.TITLE, 3f, ItemDocument.TAGS, 2f, ItemDocument.DESCRIPTION, 1f);

    private final Analyzer analyzer;
    private final int most;

    /** @param most words, each counted once for every field that it is looked for in */
    ItemQuery(Analyzer analyzer, int most) {
        this.analyzer = analyzer;
        this.most = most;
    }

    /** @param reader of the index that will be searched */
    Bounded of(String text, @Nullable String type, IndexReader reader) throws IOException {
        List<Term> asked = terms(text);
        List<Term> found = asked.size() > most ? known(asked, reader) : asked;
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        found.stream().limit(most).forEach(term -> any.add(weighted(term), Occur.SHOULD));
        if (found.isEmpty()) {
            return new Bounded(new MatchNoDocsQuery("no word that an item has"), false);
        }
        Query query = type == null
                ? any.build()
                : new BooleanQuery.Builder()
                        .add(any.build(), Occur.MUST)
                        .add(new TermQuery(new Term(ItemDocument.TYPE, type)), Occur.FILTER)
                        .build();
        return new Bounded(query, found.size() > most);
    }

    private static Query weighted(Term term) {
        return new BoostQuery(new TermQuery(term), WEIGHTS.getOrDefault(term.field(), 1f));
    }

    private List<Term> terms(String text) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(ItemDocument.TITLE, text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words.stream()
                .flatMap(word -> WEIGHTS.keySet().stream().map(field -> new Term(field, word)))
                .toList();
    }

    /** Those that some item has, rarest first. */
    private static List<Term> known(List<Term> terms, IndexReader reader) throws IOException {
        record Counted(Term term, int items) {}
        List<Counted> counted = new ArrayList<>();
        for (Term term : terms) {
            int items = reader.docFreq(term);
            if (items > 0) {
                counted.add(new Counted(term, items));
            }
        }
        counted.sort(Comparator.comparingInt(Counted::items));
        return counted.stream().map(Counted::term).toList();
    }

    /** @param isCut whether words that some item has were left out */
    record Bounded(Query query, boolean isCut) {}
}
