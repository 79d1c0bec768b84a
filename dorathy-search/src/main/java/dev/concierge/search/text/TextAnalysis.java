package dev.concierge.search.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * How texts become words: regardless of normal form, case and accents of every script (UTR 30) and of a possessive's
 * {@code 's}; Latin letters that have no accent to lose, such as {@code æ}, become their ASCII neighbours. Chinese, Japanese
 * and Korean text, which has no spaces, becomes pairs of characters.
 */
public final class TextAnalysis implements AutoCloseable {
    private static final DefaultICUTokenizerConfig SEGMENTATION = new DefaultICUTokenizerConfig(false, true);

    /** Readers expect one where the other is written. */
    private static final NormalizeCharMap YO = yo();

    private final Analyzer kept = new Words(true);
    private final Analyzer asked = new Words(false);
    private final Map<Language, Analyzer> stems = new EnumMap<>(Language.class);

    public TextAnalysis() {
        for (Language language : Language.values()) {
            stems.put(language, new Stems(language));
        }
    }

    /** For texts that are kept; single characters of Chinese, Japanese and Korean are words too. */
    public Analyzer words() {
        return kept;
    }

    public Analyzer stems(Language language) {
        return Objects.requireNonNull(stems.get(language));
    }

    /** @param start where it stands in the text */
    public record Word(String text, int start, int end) {}

    /** The words of what somebody typed. */
    public List<Word> asked(String text) {
        return words(asked, text);
    }

    public List<Word> kept(String text) {
        return words(kept, text);
    }

    public List<Word> stemmed(Language language, String text) {
        return words(stems(language), text);
    }

    /** Whether it is a pair of characters of a script that has no spaces, whose characters are words too. */
    public static boolean isWithoutSpaces(String word) {
        return word.codePoints().allMatch(letter -> switch (UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        });
    }

    private static List<Word> words(Analyzer analyzer, String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(new Word(word.toString(), place.startOffset(), place.endOffset()));
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }

    @Override
    public void close() {
        kept.close();
        asked.close();
        stems.values().forEach(Analyzer::close);
    }

    /** Values of one field are apart: no phrase reaches from one into the next. */
    private abstract static class Apart extends Analyzer {
        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    }

    private static TokenStream folded(TokenStream words) {
        return new ASCIIFoldingFilter(new ICUFoldingFilter(words));
    }

    private static NormalizeCharMap yo() {
        NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
        builder.add("ё", "е");
        builder.add("Ё", "Е");
        return builder.build();
    }

    private static final class Words extends Apart {
        private final boolean singles;

        private Words(boolean singles) {
            this.singles = singles;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokens = new ICUTokenizer(SEGMENTATION);
            int all =
                    CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(
                    tokens, new CJKBigramFilter(folded(new EnglishPossessiveFilter(tokens)), all, singles));
        }
    }

    private static final class Stems extends Apart {
        private final Language language;

        private Stems(Language language) {
            this.language = language;
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return language == Language.RU ? new MappingCharFilter(YO, reader) : reader;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokens = new ICUTokenizer(SEGMENTATION);
            return new TokenStreamComponents(
                    tokens,
                    switch (language) {
                        case EN -> new PorterStemFilter(folded(new EnglishPossessiveFilter(tokens)));
                        case DE ->
                            new GermanLightStemFilter(
                                    folded(new GermanNormalizationFilter(new LowerCaseFilter(tokens))));
                        case FR ->
                            new FrenchLightStemFilter(
                                    folded(new ElisionFilter(tokens, FrenchAnalyzer.DEFAULT_ARTICLES)));
                        case ES -> new SpanishLightStemFilter(folded(tokens));
                        // its endings are told apart by the breve that folding takes away
                        case RU -> folded(new RussianLightStemFilter(new LowerCaseFilter(tokens)));
                    });
        }
    }
}
