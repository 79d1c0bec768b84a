package dev.concierge.search.lucene;

import dev.concierge.platform.input.Texts;
import dev.concierge.search.document.Kind;
import dev.concierge.search.text.Language;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The fields of a document in Lucene. What only operators may find has fields of words of its own: not even a spelling or a
 * frequency of it is told to guests.
 */
final class Fields {
    static final String KEY = "key";
    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String MEANING = "meaning";
    /** Stands in documents whose meaning has to follow. */
    static final String PENDING = "pending";

    static final String SAVED_AT = "savedAt";
    static final String PRICE = "price";
    static final String TITLE_SORT = "titleSort";
    static final String SPOT = "spot";

    static final String ATTRIBUTES = "attributes";
    /** Between an attribute's name and its value. */
    static final char IS = '=';

    private static final int LONGEST_BEGINNING = 12;

    private Fields() {}

    /** Words of title, tags, topics and description, folded; the dictionary. */
    static String words(boolean ofOperators) {
        return ofOperators ? "o.words" : "words";
    }

    /** The same words, as their stems. */
    static String stems(boolean ofOperators, Language language) {
        return (ofOperators ? "o.stems." : "stems.") + language.code();
    }

    /** Of a field of stems, whose. */
    static Optional<Language> language(String field) {
        return Arrays.stream(Language.values())
                .filter(language -> field.equals(stems(false, language)) || field.equals(stems(true, language)))
                .findFirst();
    }

    /** Beginnings of the words of titles. */
    static String beginnings(boolean ofOperators) {
        return ofOperators ? "o.beginnings" : "beginnings";
    }

    /** As it is kept: longer ones begin alike. */
    static String beginning(String text) {
        return Texts.cut(text, LONGEST_BEGINNING);
    }

    static Query isOneOf(Set<Kind> kinds) {
        return new TermInSetQuery(
                KIND, kinds.stream().map(Kind::wireName).map(BytesRef::new).toList());
    }

    static Set<Boolean> families(Set<Kind> kinds) {
        Set<Boolean> families = new TreeSet<>();
        kinds.forEach(kind -> families.add(kind.isForOperators()));
        return families;
    }

    static String number(String attribute) {
        return "number." + attribute;
    }
}
