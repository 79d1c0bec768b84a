package dev.concierge.search.lucene;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Question;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What a document must be and must not be, whatever is looked for in it. */
final class ReadFilters {
    private static final String ATTRIBUTE = Fields.ATTRIBUTES + ".";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?");

    private final TextAnalysis analysis;

    ReadFilters(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    Query of(Question question) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(Fields.isOneOf(question.kinds()), Occur.FILTER);
        question.filters().forEach(filter -> all.add(query(filter), Occur.FILTER));
        question.typed().phrases().forEach(phrase -> all.add(phrase(phrase, question), Occur.FILTER));
        question.typed().excluded().forEach(word -> all.add(phrase(word, question), Occur.MUST_NOT));
        return all.build();
    }

    private static Query query(Filter filter) {
        return switch (filter) {
            case Filter.OneOf one -> oneOf(one);
            case Filter.Between between -> between(between);
            case Filter.Within within ->
                LatLonPoint.newDistanceQuery(Fields.SPOT, within.lat(), within.lon(), within.km() * 1000);
        };
    }

    private static Query oneOf(Filter.OneOf one) {
        if (!one.field().startsWith(ATTRIBUTE)) {
            return new TermInSetQuery(one.field(), terms("", one.values()));
        }
        String name = one.field().substring(ATTRIBUTE.length());
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(new TermInSetQuery(Fields.ATTRIBUTES, terms(name + Fields.IS, one.values())), Occur.SHOULD);
        for (String value : one.values()) {
            if (NUMBER.matcher(value).matches()) {
                any.add(DoubleField.newExactQuery(Fields.number(name), Numbers.finite(value)), Occur.SHOULD);
            }
        }
        return any.build();
    }

    private static List<BytesRef> terms(String before, List<String> values) {
        return values.stream()
                .map(value -> new BytesRef(Fields.cut(before + value)))
                .toList();
    }

    private static Query between(Filter.Between between) {
        return switch (between.field()) {
            case Fields.SAVED_AT ->
                LongField.newRangeQuery(Fields.SAVED_AT, (long) between.from(), (long) between.to());
            case Fields.PRICE -> DoubleField.newRangeQuery(Fields.PRICE, between.from(), between.to());
            default ->
                DoubleField.newRangeQuery(
                        Fields.number(between.field().substring(ATTRIBUTE.length())), between.from(), between.to());
        };
    }

    private Query phrase(String text, Question question) {
        List<String> words =
                analysis.asked(text).stream().map(TextAnalysis.Word::text).toList();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (boolean ofOperators : Fields.families(question.kinds())) {
            String field = Fields.words(ofOperators);
            any.add(
                    words.size() == 1
                            ? new TermQuery(new Term(field, words.getFirst()))
                            : new PhraseQuery(field, words.toArray(String[]::new)),
                    Occur.SHOULD);
        }
        return any.build();
    }
}
