package dev.concierge.search.opensearch;

import dev.concierge.search.document.Searchable;
import dev.concierge.search.text.Language;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.text.TextAnalysis.Word;
import dev.concierge.search.words.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what can be found into what OpenSearch keeps of it: the same words as an index of the process has, cut here. */
final class MakeSource {
    private static final int TITLE = 3;
    private static final int TAGS = 2;
    /** Each is a field of the index. */
    private static final int MOST_NUMBERS = 200;

    private final TextAnalysis analysis;
    private final JsonMapper json;
    private final boolean meaningFollows;
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();

    /** @param meaningFollows whether somebody adds the meaning of documents that come without */
    MakeSource(TextAnalysis analysis, JsonMapper json, boolean meaningFollows) {
        this.analysis = analysis;
        this.json = json;
        this.meaningFollows = meaningFollows;
    }

    ObjectNode of(Searchable document, float @Nullable [] meaning) {
        ObjectNode source = Cluster.object();
        source.put("key", document.key().toString());
        source.put("kind", document.key().kind().wireName());
        source.put("source", json.writeValueAsString(document));
        source.put("savedAt", document.savedAt().toEpochMilli());
        source.put("titleSort", Fields.cut(String.join(" ", kept(document.title()))));
        words(document, source);
        values(document, source);
        if (meaning != null) {
            source.put("meaning", encoded(meaning));
        } else if (meaningFollows && document.key().kind().hasMeaning()) {
            source.put("pending", true);
        }
        return source;
    }

    Searchable searchable(JsonNode source) {
        return json.readValue(source.path("source").asString(), Searchable.class);
    }

    private void words(Searchable document, ObjectNode source) {
        boolean ofOperators = document.key().kind().isForOperators();
        ObjectNode family = ofOperators ? source.putObject("o") : source;
        List<String> texts = texts(document);
        set(family, "words", texts, this::kept);
        ObjectNode stems = family.putObject("stems");
        for (Language language : Language.of(document.languages(), document.title() + " " + document.description())) {
            set(stems, language.code(), texts, text -> plain(analysis.stemmed(language, text)));
        }
        Set<String> dictionary = texts.stream()
                .flatMap(text -> kept(text).stream())
                .filter(word -> word.length() <= Fields.LONGEST_VALUE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        add(family.putArray("dictionary"), dictionary);
        Set<String> beginnings = new LinkedHashSet<>();
        kept(document.title()).forEach(word -> {
            int[] letters = Fields.beginning(word).codePoints().toArray();
            for (int end = 1; end <= letters.length; end++) {
                beginnings.add(new String(letters, 0, end));
            }
        });
        add(family.putArray("beginnings"), beginnings);
    }

    /** As often as they count. */
    private static List<String> texts(Searchable document) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TITLE; i++) {
            texts.add(document.title());
        }
        for (int i = 0; i < TAGS; i++) {
            texts.addAll(document.tags());
        }
        texts.addAll(document.topics());
        texts.add(document.description());
        return texts;
    }

    private static void set(ObjectNode into, String field, List<String> texts, Function<String, List<String>> cut) {
        add(
                into.putArray(field),
                texts.stream().map(text -> String.join(" ", cut.apply(text))).toList());
    }

    private static void add(ArrayNode into, Collection<String> values) {
        values.stream().filter(value -> !value.isEmpty()).forEach(into::add);
    }

    private List<String> kept(String text) {
        return plain(analysis.kept(text));
    }

    private static List<String> plain(List<Word> words) {
        return words.stream().map(Word::text).toList();
    }

    private void values(Searchable document, ObjectNode source) {
        source.put("type", Fields.cut(document.type()));
        for (var texts : Map.of("tags", document.tags(), "topics", document.topics(), "languages", document.languages())
                .entrySet()) {
            add(
                    source.putArray(texts.getKey()),
                    texts.getValue().stream().map(Fields::cut).distinct().toList());
        }
        Searchable.Price price = document.price();
        if (price != null) {
            source.put("currency", price.currency()).put("price", (double) price.amount());
        }
        Searchable.Place place = document.place();
        if (place != null) {
            source.putObject("spot").put("lat", place.lat()).put("lon", place.lon());
            if (place.name() != null && !place.name().isBlank()) {
                source.put("place", Fields.cut(place.name()));
            }
        }
        ArrayNode attributes = source.putArray("attributes");
        ObjectNode numbered = source.putObject("number");
        document.attributes().forEach((name, value) -> {
            switch (value) {
                case String text -> attributes.add(Fields.cut(name + Fields.IS + text));
                case Boolean truth -> attributes.add(Fields.cut(name + Fields.IS + truth));
                case Number number
                when isField(number(name)) && Double.isFinite(number.doubleValue()) ->
                    numbered.put(number(name), number.doubleValue());
                case null, default -> {
                    // found by neither
                }
            }
        });
    }

    /** A dot would make an object of it. */
    static String number(String attribute) {
        return attribute.replace('.', '\uff0e');
    }

    private boolean isField(String name) {
        return !name.isBlank() && (numbers.contains(name) || (numbers.size() < MOST_NUMBERS && numbers.add(name)));
    }

    /** Tells of those that the index has already. */
    void knows(Collection<String> names) {
        numbers.addAll(names);
    }

    private static String encoded(float[] meaning) {
        ByteBuffer bytes = ByteBuffer.allocate(meaning.length * Float.BYTES);
        for (float one : meaning) {
            bytes.putFloat(one);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
