package dev.concierge.search.words;

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
public final class Fields {
    public static final String KEY = "key";
    public static final String KIND = "kind";
    public static final String SOURCE = "source";
    public static final String MEANING = "meaning";
    /** Stands in documents whose meaning has to follow. */
    public static final String PENDING = "pending";

    public static final String SAVED_AT = "savedAt";
    public static final String PRICE = "price";
    public static final String TITLE_SORT = "titleSort";
    public static final String SPOT = "spot";

    public static final String ATTRIBUTES = "attributes";
    /** Between an attribute's name and its value. */
    public static final char IS = '=';

    /** Characters of a value; longer ones are told apart by no one. */
    public static final int LONGEST_VALUE = 100;

    private static final int LONGEST_BEGINNING = 12;

    private Fields() {}

    /** Words of title, tags, topics and description, folded; the dictionary. */
    public static String words(boolean ofOperators) {
        return ofOperators ? "o.words" : "words";
    }

    /** The same words, as their stems. */
    public static String stems(boolean ofOperators, Language language) {
        return (ofOperators ? "o.stems." : "stems.") + language.code();
    }

    /** Of a field of stems, whose. */
    public static Optional<Language> language(String field) {
        return Arrays.stream(Language.values())
                .filter(language -> field.equals(stems(false, language)) || field.equals(stems(true, language)))
                .findFirst();
    }

    /** Beginnings of the words of titles. */
    public static String beginnings(boolean ofOperators) {
        return ofOperators ? "o.beginnings" : "beginnings";
    }

    /** As it is kept: longer ones begin alike. */
    public static String beginning(String text) {
        return Texts.cut(text, LONGEST_BEGINNING);
    }

    public static Query isOneOf(Set<Kind> kinds) {
        return new TermInSetQuery(
                KIND, kinds.stream().map(Kind::wireName).map(BytesRef::new).toList());
    }

    public static Set<Boolean> families(Set<Kind> kinds) {
        Set<Boolean> families = new TreeSet<>();
        kinds.forEach(kind -> families.add(kind.isForOperators()));
        return families;
    }

    public static String number(String attribute) {
        return "number." + attribute;
    }

    public static String cut(String value) {
        int most = Math.min(LONGEST_VALUE, value.length());
        return value.substring(0, most > 0 && Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
    }
}
