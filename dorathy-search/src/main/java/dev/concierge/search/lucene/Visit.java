package dev.concierge.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;

/** Visits single documents in the order of the index, segment by segment, as Lucene's iterators go forward only. */
final class Visit {
    private Visit() {}

    /** Opens a segment once for all of its documents. */
    interface Segments {
        Documents open(LeafReaderContext segment) throws IOException;
    }

    interface Documents {
        /**
         * @param place among those that are visited
         * @param document its number within the segment
         */
        void visit(int place, int document) throws IOException;
    }

    static void each(IndexReader reader, int[] documents, Segments segments) throws IOException {
        Integer[] order = new Integer[documents.length];
        Arrays.setAll(order, place -> place);
        Arrays.sort(order, (one, other) -> Integer.compare(documents[one], documents[other]));
        List<LeafReaderContext> leaves = reader.leaves();
        LeafReaderContext segment = null;
        Documents open = null;
        for (int place : order) {
            LeafReaderContext its = leaves.get(ReaderUtil.subIndex(documents[place], leaves));
            if (open == null || !its.equals(segment)) {
                segment = its;
                open = segments.open(its);
            }
            open.visit(place, documents[place] - its.docBase);
        }
    }
}
