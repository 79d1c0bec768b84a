package dev.concierge.search.item;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Says of a hit which fields made it one. */
final class Reasons {
    private final List<LeafReaderContext> leaves;
    private final Weight weight;

    Reasons(IndexSearcher searcher, Query query) throws IOException {
        this.leaves = searcher.getIndexReader().leaves();
        this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    List<String> of(int document) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        Matches matches = weight.matches(leaf, document - leaf.docBase);
        return matches == null
                ? List.of()
                : StreamSupport.stream(matches.spliterator(), false)
                        .filter(field -> !field.equals(ItemDocument.TYPE))
                        .sorted()
                        .toList();
    }
}
