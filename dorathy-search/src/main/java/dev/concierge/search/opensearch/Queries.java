package dev.concierge.search.opensearch;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.document.Kind;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Question;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.text.TextAnalysis.Word;
import dev.concierge.search.words.AskedWord;
import dev.concierge.search.words.Fields;
import dev.concierge.search.words.ReadWords;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions in OpenSearch's words. */
final class Queries {
    private static final String ATTRIBUTE = Fields.ATTRIBUTES + ".";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?");

    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}]");

    private final TextAnalysis analysis;

    Queries(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Any of the words, each by the best of what stands for it. */
    ObjectNode anyWord(Question question, ReadWords.Read read) {
        ObjectNode any = Cluster.object();
        if (question.typed().isEverything()) {
            any.putObject("match_all");
            return any;
        }
        if (read.words().isEmpty()) {
            any.putObject("match_none");
            return any;
        }
        ArrayNode words = any.putObject("bool").putArray("should");
        for (AskedWord word : read.words()) {
            ArrayNode variants =
                    words.addObject().putObject("dis_max").put("tie_breaker", 0).putArray("queries");
            word.variants().forEach(variant -> variants.add(variant(variant, "")));
        }
        return any;
    }

    /** @param name by which its score is told; empty for none */
    static ObjectNode variant(AskedWord.Variant variant, String name) {
        return scored(variant.query(), variant.weight(), name);
    }

    private static ObjectNode scored(Query query, float boost, String name) {
        ObjectNode made = Cluster.object();
        ObjectNode inner = switch (query) {
            case TermQuery one ->
                made.putObject("term")
                        .putObject(one.getTerm().field())
                        .put("value", one.getTerm().text());
            case PhraseQuery several ->
                made.putObject("match_phrase")
                        .putObject(several.getField())
                        .put("query", text(several))
                        .put("analyzer", "whitespace");
            default -> throw new IllegalArgumentException("query: " + query + " (expected: a word or a phrase)");
        };
        inner.put("boost", boost);
        if (!name.isEmpty()) {
            inner.put("_name", name);
        }
        return made;
    }

    private static String text(PhraseQuery phrase) {
        return Arrays.stream(phrase.getTerms()).map(Term::text).collect(Collectors.joining(" "));
    }

    /** What a document must be and must not be, whatever is looked for in it. */
    void filter(Question question, ObjectNode bool) {
        ArrayNode must = bool.withArray("filter");
        must.add(kinds(question.kinds()));
        question.filters().forEach(filter -> must.add(of(filter)));
        question.typed().phrases().forEach(phrase -> must.add(phrase(phrase, question.kinds())));
        ArrayNode not = bool.withArray("must_not");
        question.typed().excluded().forEach(word -> not.add(phrase(word, question.kinds())));
    }

    static ObjectNode kinds(Set<Kind> kinds) {
        return terms(Fields.KIND, kinds.stream().map(Kind::wireName).toList());
    }

    static ObjectNode terms(String field, List<String> values) {
        ObjectNode terms = Cluster.object();
        values.forEach(terms.putObject("terms").putArray(field)::add);
        return terms;
    }

    /** As a part of a regular expression, in which every sign may mean something. */
    static String literally(String text) {
        return SIGN.matcher(text).replaceAll("\\\\$0");
    }

    static ObjectNode ids(List<String> keys) {
        ObjectNode ids = Cluster.object();
        keys.forEach(ids.putObject("ids").putArray("values")::add);
        return ids;
    }

    private static ObjectNode of(Filter filter) {
        return switch (filter) {
            case Filter.OneOf one -> oneOf(one);
            case Filter.Between between -> between(field(between.field()), between.from(), between.to());
            case Filter.Within within -> {
                ObjectNode near = Cluster.object();
                ObjectNode distance = near.putObject("geo_distance").put("distance", within.km() + "km");
                distance.putObject(Fields.SPOT).put("lat", within.lat()).put("lon", within.lon());
                yield near;
            }
        };
    }

    private static String field(String field) {
        return field.startsWith(ATTRIBUTE) ? number(field) : field;
    }

    private static String number(String attribute) {
        return Fields.number(MakeSource.number(attribute.substring(ATTRIBUTE.length())));
    }

    private static ObjectNode oneOf(Filter.OneOf one) {
        if (!one.field().startsWith(ATTRIBUTE)) {
            return terms(one.field(), one.values().stream().map(Fields::cut).toList());
        }
        String name = one.field().substring(ATTRIBUTE.length());
        ObjectNode any = Cluster.object();
        ArrayNode should = any.putObject("bool").putArray("should");
        should.add(terms(
                Fields.ATTRIBUTES,
                one.values().stream()
                        .map(value -> Fields.cut(name + Fields.IS + value))
                        .toList()));
        for (String value : one.values()) {
            if (NUMBER.matcher(value).matches()) {
                double number = Numbers.finite(value);
                should.add(between(number(one.field()), number, number));
            }
        }
        return any;
    }

    private static ObjectNode between(String field, double from, double to) {
        ObjectNode range = Cluster.object();
        ObjectNode ends = range.putObject("range").putObject(field);
        boolean isWhole = field.equals(Fields.SAVED_AT);
        if (Double.isFinite(from)) {
            var _ = isWhole ? ends.put("gte", (long) from) : ends.put("gte", from);
        }
        if (Double.isFinite(to)) {
            var _ = isWhole ? ends.put("lte", (long) to) : ends.put("lte", to);
        }
        return range;
    }

    private ObjectNode phrase(String text, Set<Kind> kinds) {
        List<String> words = analysis.asked(text).stream().map(Word::text).toList();
        // single characters stand between pairs of characters in what is kept
        int slop = words.stream().anyMatch(TextAnalysis::isWithoutSpaces) ? words.size() * 2 : 0;
        ObjectNode any = Cluster.object();
        ArrayNode should = any.putObject("bool").putArray("should");
        for (boolean ofOperators : Fields.families(kinds)) {
            should.addObject()
                    .putObject("match_phrase")
                    .putObject(Fields.words(ofOperators))
                    .put("query", String.join(" ", words))
                    .put("analyzer", "whitespace")
                    .put("slop", slop);
        }
        return any;
    }
}
