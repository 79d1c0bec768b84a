package dev.concierge.search.lucene;

import dev.concierge.search.document.Searchable;
import dev.concierge.search.text.Language;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.words.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns what can be found into what Lucene keeps of it. */
final class MakeDocument {
    /** How often a text is written: three times the words weigh as three times the words, in frequency and in length (BM25F). */
    private static final int TITLE = 3;

    private static final int TAGS = 2;
    /** Each is a field of the index, and those cost memory. */
    private static final int MOST_NUMBERS = 200;

    private static final FieldType WORDS = wordsType();
    private static final FieldType BEGINNINGS = beginningsType();

    private final TextAnalysis analysis;
    private final JsonMapper json;
    private final boolean meaningFollows;
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();

    /** @param meaningFollows whether somebody adds the meaning of documents that come without */
    MakeDocument(TextAnalysis analysis, JsonMapper json, boolean meaningFollows) {
        this.analysis = analysis;
        this.json = json;
        this.meaningFollows = meaningFollows;
    }

    Document of(Searchable searchable, float @Nullable [] meaning) {
        Document document = new Document();
        String key = searchable.key().toString();
        document.add(new StringField(Fields.KEY, key, Store.YES));
        document.add(new SortedDocValuesField(Fields.KEY, new BytesRef(key)));
        document.add(new StoredField(Fields.SOURCE, json.writeValueAsString(searchable)));
        document.add(new LongField(Fields.SAVED_AT, searchable.savedAt().toEpochMilli(), Store.NO));
        document.add(new SortedDocValuesField(
                Fields.TITLE_SORT, new BytesRef(Fields.cut(String.join(" ", words(searchable.title()))))));
        words(searchable, document);
        values(searchable, document);
        if (meaning != null) {
            document.add(new KnnFloatVectorField(Fields.MEANING, meaning, VectorSimilarityFunction.DOT_PRODUCT));
        } else if (meaningFollows && searchable.key().kind().hasMeaning()) {
            document.add(new StringField(Fields.PENDING, "1", Store.NO));
        }
        return document;
    }

    Searchable searchable(String source) {
        return json.readValue(source, Searchable.class);
    }

    private void words(Searchable searchable, Document document) {
        boolean ofOperators = searchable.key().kind().isForOperators();
        Set<String> fields = new LinkedHashSet<>(List.of(Fields.words(ofOperators)));
        Language.of(searchable.languages(), searchable.title() + " " + searchable.description())
                .forEach(language -> fields.add(Fields.stems(ofOperators, language)));
        for (String field : fields) {
            for (int i = 0; i < TITLE; i++) {
                document.add(new Field(field, searchable.title(), WORDS));
            }
            for (int i = 0; i < TAGS; i++) {
                searchable.tags().forEach(tag -> document.add(new Field(field, tag, WORDS)));
            }
            searchable.topics().forEach(topic -> document.add(new Field(field, topic, WORDS)));
            document.add(new Field(field, searchable.description(), WORDS));
        }
        Set<String> beginnings = new LinkedHashSet<>();
        words(searchable.title()).forEach(word -> {
            int[] letters = Fields.beginning(word).codePoints().toArray();
            for (int end = 1; end <= letters.length; end++) {
                beginnings.add(new String(letters, 0, end));
            }
        });
        beginnings.forEach(beginning -> document.add(new Field(Fields.beginnings(ofOperators), beginning, BEGINNINGS)));
    }

    private List<String> words(String text) {
        return analysis.kept(text).stream().map(TextAnalysis.Word::text).toList();
    }

    private void values(Searchable searchable, Document document) {
        facet(document, Fields.KIND, searchable.key().kind().wireName());
        facet(document, "type", searchable.type());
        Set.copyOf(searchable.tags()).forEach(tag -> facet(document, "tags", tag));
        Set.copyOf(searchable.topics()).forEach(topic -> facet(document, "topics", topic));
        Set.copyOf(searchable.languages()).forEach(language -> facet(document, "languages", language));
        if (searchable.price() != null) {
            facet(document, "currency", searchable.price().currency());
            document.add(new DoubleField(Fields.PRICE, searchable.price().amount(), Store.NO));
        }
        if (searchable.place() != null) {
            Searchable.Place place = searchable.place();
            document.add(new LatLonPoint(Fields.SPOT, place.lat(), place.lon()));
            document.add(new LatLonDocValuesField(Fields.SPOT, place.lat(), place.lon()));
            if (place.name() != null && !place.name().isBlank()) {
                facet(document, "place", place.name());
            }
        }
        for (Map.Entry<String, @Nullable Object> attribute :
                searchable.attributes().entrySet()) {
            switch (attribute.getValue()) {
                case String text -> attribute(document, attribute.getKey(), text);
                case Boolean truth -> attribute(document, attribute.getKey(), truth.toString());
                case Number number
                when isField(Fields.number(attribute.getKey())) ->
                    document.add(new DoubleField(Fields.number(attribute.getKey()), number.doubleValue(), Store.NO));
                case null, default -> {
                    // found by neither
                }
            }
        }
    }

    /** Whether this number can be filtered by: the first names are, for good. */
    private boolean isField(String name) {
        return numbers.contains(name) || (numbers.size() < MOST_NUMBERS && numbers.add(name));
    }

    /** Tells of those that the index has already. */
    void knows(Iterable<FieldInfo> fields) {
        fields.forEach(field -> {
            if (field.name.startsWith(Fields.number(""))) {
                numbers.add(field.name);
            }
        });
    }

    private static void attribute(Document document, String name, String value) {
        facet(document, Fields.ATTRIBUTES, name + Fields.IS + value);
    }

    private static void facet(Document document, String field, String value) {
        if (!value.isEmpty()) {
            document.add(new KeywordField(field, Fields.cut(value), Store.NO));
        }
    }

    private static FieldType wordsType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    private static FieldType beginningsType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS);
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
