package dev.concierge.search.lucene;

import dev.concierge.search.document.Kind;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.Fields;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** Completes what is typed to titles, each once; of very many it takes the first it comes across. */
final class CompleteTitles {
    /** Titles may be equal. */
    private static final int AGAIN = 3;

    private final IndexSearcher searcher;
    private final TextAnalysis analysis;
    private final MakeDocument documents;

    CompleteTitles(IndexSearcher searcher, TextAnalysis analysis, MakeDocument documents) {
        this.searcher = searcher;
        this.analysis = analysis;
        this.documents = documents;
    }

    List<String> of(String typed, Set<Kind> kinds, int most) throws IOException {
        List<String> words =
                analysis.asked(typed).stream().map(TextAnalysis.Word::text).toList();
        if (words.isEmpty()) {
            return List.of();
        }
        Set<String> titles = new LinkedHashSet<>();
        for (boolean ofOperators : Fields.families(kinds)) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            words.forEach(word -> all.add(beginning(word, ofOperators), Occur.FILTER));
            all.add(Fields.isOneOf(kinds), Occur.FILTER);
            // all equally good: it ends with the first that are enough
            TopScoreDocCollectorManager first = new TopScoreDocCollectorManager(most * AGAIN, most * AGAIN);
            for (ScoreDoc one : searcher.search(new ConstantScoreQuery(all.build()), first).scoreDocs) {
                titles.add(documents
                        .searchable(Details.storedSource(searcher, one.doc))
                        .title());
            }
        }
        return titles.stream().limit(most).toList();
    }

    private static TermQuery beginning(String word, boolean ofOperators) {
        return new TermQuery(new Term(Fields.beginnings(ofOperators), Fields.beginning(word)));
    }
}
