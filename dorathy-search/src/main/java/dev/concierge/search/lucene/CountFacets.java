package dev.concierge.search.lucene;

import dev.concierge.search.engine.Matches.Count;
import dev.concierge.search.words.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;

/** Counts, of all documents that it is shown, how many have which value; each field's by number within a segment. */
final class CountFacets implements Collector {
    private static final int MOST_VALUES = 50;

    private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private long documents;

    CountFacets(List<String> fields) {
        fields.forEach(field -> counts.put(field, new HashMap<>()));
    }

    long documents() {
        return documents;
    }

    /** Most frequent first, equals by value. */
    Map<String, List<Count>> values() throws IOException {
        for (Segment segment : segments) {
            segment.addTo(counts.getOrDefault(segment.field, new HashMap<>()));
        }
        segments.clear();
        Map<String, List<Count>> values = new LinkedHashMap<>();
        counts.forEach((field, byValue) -> values.put(
                field,
                byValue.entrySet().stream()
                        .map(count -> new Count(count.getKey(), count.getValue()))
                        .sorted(Comparator.comparingLong(Count::documents)
                                .reversed()
                                .thenComparing(Count::value))
                        .limit(MOST_VALUES)
                        .toList()));
        return values;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        List<Segment> here = new ArrayList<>();
        for (String field : counts.keySet()) {
            here.add(Segment.of(field, leaf));
        }
        segments.addAll(here);
        Segment[] fields = here.toArray(Segment[]::new);
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {
                // counts do not depend on scores
            }

            @Override
            public void collect(int document) throws IOException {
                documents++;
                for (Segment field : fields) {
                    field.count(document);
                }
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    /**
     * One field's values in one segment.
     *
     * @param first of those numbers that belong to the field: an attribute shares its Lucene field with the others
     */
    private record Segment(String field, String prefix, SortedSetDocValues values, int first, int[] counts) {
        private static Segment of(String field, LeafReaderContext leaf) throws IOException {
            boolean isAttribute = field.startsWith(Fields.ATTRIBUTES + ".");
            SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), isAttribute ? Fields.ATTRIBUTES : field);
            if (!isAttribute) {
                return new Segment(field, "", values, 0, new int[(int) values.getValueCount()]);
            }
            String name = field.substring(Fields.ATTRIBUTES.length() + 1);
            String prefix = name + Fields.IS;
            int first = place(values.lookupTerm(new BytesRef(prefix)));
            int end = place(values.lookupTerm(new BytesRef(name + (char) (Fields.IS + 1))));
            return new Segment(field, prefix, values, first, new int[end - first]);
        }

        private static int place(long found) {
            return (int) (found < 0 ? -1 - found : found);
        }

        private void count(int document) throws IOException {
            if (values.advanceExact(document)) {
                for (int i = 0; i < values.docValueCount(); i++) {
                    int number = (int) values.nextOrd() - first;
                    if (number >= 0 && number < counts.length) {
                        counts[number]++;
                    }
                }
            }
        }

        private void addTo(Map<String, Long> all) throws IOException {
            for (int number = 0; number < counts.length; number++) {
                if (counts[number] > 0) {
                    String value = values.lookupOrd((long) number + first).utf8ToString();
                    all.merge(value.substring(prefix.length()), (long) counts[number], Long::sum);
                }
            }
        }
    }
}
