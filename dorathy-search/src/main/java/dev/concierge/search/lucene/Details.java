package dev.concierge.search.lucene;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Matches.Spot;
import dev.concierge.search.words.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.geo.GeoEncodingUtils;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** What is known of single documents of one state of the index. */
final class Details {
    private final IndexReader reader;
    private final int[] documents;
    private final @Nullable Detail[] details;

    private record Detail(
            DocumentKey key,
            List<String> topics,
            Instant savedAt,
            @Nullable Spot spot) {}

    Details(IndexReader reader, int[] documents) throws IOException {
        this.reader = reader;
        this.documents = documents;
        this.details = new Detail[documents.length];
        Visit.each(reader, documents, this::read);
    }

    private Visit.Documents read(LeafReaderContext segment) throws IOException {
        SortedDocValues keys = DocValues.getSorted(segment.reader(), Fields.KEY);
        SortedSetDocValues topics = DocValues.getSortedSet(segment.reader(), "topics");
        SortedNumericDocValues saved = DocValues.getSortedNumeric(segment.reader(), Fields.SAVED_AT);
        SortedNumericDocValues spots = DocValues.getSortedNumeric(segment.reader(), Fields.SPOT);
        return (place, document) -> {
            keys.advanceExact(document);
            saved.advanceExact(document);
            details[place] = new Detail(
                    DocumentKey.of(keys.lookupOrd(keys.ordValue()).utf8ToString()),
                    values(topics, document),
                    Instant.ofEpochMilli(saved.nextValue()),
                    spots.advanceExact(document) ? spot(spots.nextValue()) : null);
        };
    }

    private static List<String> values(SortedSetDocValues values, int document) throws IOException {
        if (!values.advanceExact(document)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.docValueCount(); i++) {
            texts.add(values.lookupOrd(values.nextOrd()).utf8ToString());
        }
        return texts;
    }

    private static Spot spot(long encoded) {
        return new Spot(
                GeoEncodingUtils.decodeLatitude((int) (encoded >> Integer.SIZE)),
                GeoEncodingUtils.decodeLongitude((int) encoded));
    }

    Match match(int place, double words, @Nullable Double meaning, String sortValue) {
        Detail detail = Objects.requireNonNull(details[place]);
        return new Match(detail.key(), words, meaning, detail.topics(), detail.savedAt(), detail.spot(), sortValue);
    }

    /** How near each is to this meaning; null for those whose meaning is not known. */
    @Nullable
    Double[] products(float[] meaning) throws IOException {
        @Nullable Double[] products = new Double[documents.length];
        Visit.each(reader, documents, segment -> {
            FloatVectorValues values = segment.reader().getFloatVectorValues(Fields.MEANING);
            if (values == null) {
                return (_, _) -> {};
            }
            KnnVectorValues.DocIndexIterator at = values.iterator();
            return (place, document) -> {
                if ((at.docID() < document ? at.advance(document) : at.docID()) == document) {
                    products[place] = (double) VectorUtil.dotProduct(meaning, values.vectorValue(at.index()));
                }
            };
        });
        return products;
    }

    /** Where these are; those that are not there are left out. */
    static Map<DocumentKey, Integer> places(IndexReader reader, Iterable<DocumentKey> keys) throws IOException {
        Map<DocumentKey, Integer> places = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Bits live = leaf.reader().getLiveDocs();
            for (DocumentKey key : keys) {
                PostingsEnum found = leaf.reader().postings(new Term(Fields.KEY, key.toString()), PostingsEnum.NONE);
                for (int document = found == null ? DocIdSetIterator.NO_MORE_DOCS : found.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = Objects.requireNonNull(found).nextDoc()) {
                    if (live == null || live.get(document)) {
                        places.put(key, leaf.docBase + document);
                    }
                }
            }
        }
        return places;
    }

    static String storedSource(IndexSearcher searcher, int document) throws IOException {
        return Objects.requireNonNull(searcher.storedFields()
                .document(document, Set.of(Fields.SOURCE))
                .get(Fields.SOURCE));
    }
}
