package dev.concierge.search.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;

/** The languages whose words are reduced to their stems; words of all others are found as they are written. */
public enum Language {
    EN(EnglishAnalyzer.getDefaultStopSet()),
    DE(GermanAnalyzer.getDefaultStopSet()),
    FR(FrenchAnalyzer.getDefaultStopSet()),
    ES(SpanishAnalyzer.getDefaultStopSet()),
    RU(RussianAnalyzer.getDefaultStopSet());

    /** Enough to tell a language by. */
    private static final int SAMPLE = 2_000;

    /** One is no sign: "sea" and "die" are little words too, elsewhere. */
    private static final int SIGNS = 2;

    private final CharArraySet stopWords;

    Language(CharArraySet stopWords) {
        this.stopWords = stopWords;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a word says nothing in this language. */
    boolean isStopWord(String word) {
        return stopWords.contains(word);
    }

    /**
     * @param tags RFC 5646; what they say is believed
     * @param text tells when there are none
     */
    public static Set<Language> of(List<String> tags, String text) {
        if (tags.isEmpty()) {
            return EnumSet.of(guess(text));
        }
        Set<Language> languages = EnumSet.noneOf(Language.class);
        for (String tag : tags) {
            String primary = tag.split("-", 2)[0].toUpperCase(Locale.ROOT);
            for (Language language : values()) {
                if (language.name().equals(primary)) {
                    languages.add(language);
                }
            }
        }
        return languages;
    }

    /** By script and by the little words; English when they do not tell. */
    static Language guess(String text) {
        String sample = text.substring(0, Math.min(SAMPLE, text.length()));
        long cyrillic = sample.codePoints()
                .filter(letter -> UnicodeScript.of(letter) == UnicodeScript.CYRILLIC)
                .count();
        if (cyrillic * 2 > sample.codePoints().filter(Character::isLetter).count()) {
            return RU;
        }
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        for (String word : sample.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            for (Language language : values()) {
                if (language.isStopWord(word)) {
                    counts.merge(language, 1, Integer::sum);
                }
            }
        }
        Language best = EN;
        for (Map.Entry<Language, Integer> count : counts.entrySet()) {
            if (count.getValue() >= SIGNS && count.getValue() > counts.getOrDefault(best, 0)) {
                best = count.getKey();
            }
        }
        return best;
    }
}
