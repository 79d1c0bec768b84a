package dev.concierge.search.item;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** Turns the words somebody typed into a query: any word in any field counts, most of all in the title. */
final class ItemQuery {
    private static final Map<String, Float> WEIGHTS =
            Map.of(ItemDocument.TITLE, 3f, ItemDocument.TAGS, 2f, ItemDocument.DESCRIPTION, 1f);

    private final QueryBuilder words;

    ItemQuery(Analyzer analyzer) {
        this.words = new QueryBuilder(analyzer);
    }

    Query of(String text, @Nullable String type) {
        BooleanQuery.Builder anyField = new BooleanQuery.Builder();
        WEIGHTS.forEach((field, weight) -> {
            Query query = words.createBooleanQuery(field, text);
            if (query != null) {
                anyField.add(new BoostQuery(query, weight), Occur.SHOULD);
            }
        });
        Query found = anyField.build();
        if (found instanceof BooleanQuery none && none.clauses().isEmpty()) {
            return new MatchNoDocsQuery("no word in: " + text);
        }
        return type == null
                ? found
                : new BooleanQuery.Builder()
                        .add(found, Occur.MUST)
                        .add(new TermQuery(new Term(ItemDocument.TYPE, type)), Occur.FILTER)
                        .build();
    }
}
