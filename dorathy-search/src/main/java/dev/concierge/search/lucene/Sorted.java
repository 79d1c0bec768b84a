package dev.concierge.search.lucene;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Question.By;
import dev.concierge.search.engine.Question.Place;
import dev.concierge.search.engine.Question.Sorting;
import dev.concierge.search.words.Fields;
import java.util.Objects;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.util.BytesRef;

/** Lists in another order than best first; keys decide between equals, and what has no value comes last. */
final class Sorted {
    private Sorted() {}

    static Sort by(Sorting sorting) {
        return new Sort(first(sorting), new SortField(Fields.KEY, SortField.Type.STRING));
    }

    private static SortField first(Sorting sorting) {
        return switch (sorting.by()) {
            case SAVED_AT -> number(Fields.SAVED_AT, SortField.Type.LONG, sorting, Long.MIN_VALUE, Long.MAX_VALUE);
            case PRICE ->
                number(
                        Fields.PRICE,
                        SortField.Type.DOUBLE,
                        sorting,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY);
            case TITLE -> {
                SortField field = new SortField(Fields.TITLE_SORT, SortField.Type.STRING, sorting.isDescending());
                field.setMissingValue(sorting.isDescending() ? SortField.STRING_FIRST : SortField.STRING_LAST);
                yield field;
            }
            case DISTANCE -> {
                Filter.Within near = Objects.requireNonNull(sorting.near());
                yield LatLonDocValuesField.newDistanceSort(Fields.SPOT, near.lat(), near.lon());
            }
        };
    }

    private static SortField number(
            String name, SortField.Type type, Sorting sorting, Object ifDescending, Object ifAscending) {
        SortField field = new SortedNumericSortField(name, type, sorting.isDescending());
        field.setMissingValue(sorting.isDescending() ? ifDescending : ifAscending);
        return field;
    }

    static String value(Sorting sorting, ScoreDoc document) {
        Object value = ((FieldDoc) document).fields[0];
        return sorting.by() == By.TITLE ? ((BytesRef) value).utf8ToString() : value.toString();
    }

    /** @throws IllegalArgumentException when the value is of another sorting */
    static FieldDoc after(Sorting sorting, Place place, IndexSearcher searcher) {
        Object value = switch (sorting.by()) {
            case SAVED_AT -> Numbers.whole(place.value(), Long.MIN_VALUE, Long.MAX_VALUE);
            case TITLE -> new BytesRef(place.value());
            case PRICE, DISTANCE -> Sorted.number(place.value());
        };
        return new FieldDoc(Math.max(0, searcher.getIndexReader().maxDoc() - 1), Float.NaN, new Object[] {
            value, new BytesRef(place.key())
        });
    }

    private static double number(String text) {
        if (Sorting.isOfWhatHasNone(text)) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Numbers.finite(text);
    }
}
