package dev.concierge.search.words;

import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found.Form;
import dev.concierge.search.engine.Vocabulary;
import dev.concierge.search.text.Language;
import dev.concierge.search.text.Marks;
import dev.concierge.search.text.StopWords;
import dev.concierge.search.text.TextAnalysis;
import dev.concierge.search.text.TextAnalysis.Word;
import dev.concierge.search.words.AskedWord.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.TermQuery;

/**
 * Finds for each word of a question what stands for it in the index: itself, its stem in every language, its synonyms; only
 * when no document has it, words that it begins, and only when there are none, words that it may have been meant to be.
 */
public final class ReadWords {
    private static final float STEM = 1;
    private static final float SYNONYM = 0.8f;
    private static final float ENDING = 0.6f;
    private static final float TYPO = 0.9f;
    private static final float PART = 0.5f;
    /** For so many words of one question others are looked for: it costs a walk through the dictionary. */
    private static final int MOST_MISSPELT = 8;

    private final TextAnalysis analysis;
    private final int most;

    /** @param most words of a question; the rarest count */
    public ReadWords(TextAnalysis analysis, int most) {
        this.analysis = analysis;
        this.most = most;
    }

    /**
     * @param isCut whether words that some document has were left out
     * @param didYouMean the text with its misspelt words replaced; empty when there are none
     */
    public record Read(List<AskedWord> words, boolean isCut, String didYouMean) {
        /** No score by words is higher. */
        public double most() {
            return words.stream().mapToDouble(AskedWord::most).sum();
        }

        /** Where they stand in the texts of a document, by field. */
        public Map<String, Marks> marks(Searchable document, TextAnalysis analysis) {
            Set<String> plain = variants()
                    .filter(variant -> variant.form() != Form.STEM)
                    .flatMap(variant -> Arrays.stream(variant.text().split(" ", -1)))
                    .collect(Collectors.toSet());
            Set<String> stems = variants()
                    .filter(variant -> variant.form() == Form.STEM)
                    .map(Variant::text)
                    .collect(Collectors.toSet());
            Set<Language> languages =
                    Language.of(document.languages(), document.title() + " " + document.description());
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("title", document.title());
            texts.put("tags", String.join(" · ", document.tags()));
            texts.put("topics", String.join(" · ", document.topics()));
            texts.put("description", document.description());
            Map<String, Marks> marks = new LinkedHashMap<>();
            texts.forEach((field, text) -> {
                Marks marked = Marks.of(text, plain, stems, languages, analysis);
                if (!marked.marks().isEmpty()) {
                    marks.put(field, marked);
                }
            });
            return marks;
        }

        private Stream<Variant> variants() {
            return words.stream().flatMap(word -> word.variants().stream());
        }
    }

    public Read of(String text, Set<Kind> kinds, Vocabulary vocabulary, boolean isTyping, Dictionary.Shelf index)
            throws IOException {
        Map<String, Word> asked = new LinkedHashMap<>();
        List<Word> words = analysis.asked(text);
        words.forEach(word -> asked.putIfAbsent(word.text(), word));
        StopWords.of(text, vocabulary.stopWords()).removeFrom(asked);
        Families families = new Families(index, Fields.families(kinds));
        List<AskedWord> found = new ArrayList<>();
        StringBuilder meant = new StringBuilder();
        int copied = 0;
        for (Word word : asked.values()) {
            boolean isLast = word.equals(words.getLast());
            AskedWord read = read(word, text, vocabulary, isTyping && isLast, isLast, families);
            if (!read.variants().isEmpty()) {
                found.add(read);
                Variant nearest = read.nearest();
                if (nearest.form() == Form.TYPO && word.start() >= copied) {
                    meant.append(text, copied, word.start()).append(nearest.text());
                    copied = word.end();
                }
            }
        }
        String didYouMean =
                copied == 0 ? "" : meant.append(text.substring(copied)).toString();
        boolean isCut = found.size() > most;
        if (isCut) {
            found.sort(Comparator.comparingDouble(AskedWord::most).reversed());
        }
        return new Read(List.copyOf(found.subList(0, Math.min(most, found.size()))), isCut, didYouMean);
    }

    private AskedWord read(
            Word word, String text, Vocabulary vocabulary, boolean isUnfinished, boolean isLast, Families families)
            throws IOException {
        String typed = text.substring(word.start(), word.end());
        List<Variant> variants = new ArrayList<>();
        for (Dictionary dictionary : families.words()) {
            add(variants, dictionary, word.text(), Form.EXACT, 1);
        }
        boolean isWithoutSpaces = TextAnalysis.isWithoutSpaces(word.text());
        for (Map.Entry<Language, List<Dictionary>> stems : families.stems().entrySet()) {
            for (Word stem : isWithoutSpaces ? List.<Word>of() : analysis.stemmed(stems.getKey(), typed)) {
                for (Dictionary dictionary : stems.getValue()) {
                    add(variants, dictionary, stem.text(), Form.STEM, STEM);
                }
            }
        }
        for (String synonym : vocabulary.synonyms().getOrDefault(word.text(), List.of())) {
            for (Dictionary dictionary : families.words()) {
                addPhrase(variants, dictionary, synonym);
            }
        }
        for (Dictionary dictionary : families.words()) {
            if (isUnfinished || (isLast && variants.isEmpty())) {
                for (Dictionary.Entry ending : dictionary.endings(word.text())) {
                    if (!ending.word().equals(word.text())) {
                        add(variants, dictionary, ending.word(), Form.PREFIX, ENDING);
                    }
                }
            }
        }
        if (variants.isEmpty()) {
            misspelt(variants, word.text(), families);
        }
        return new AskedWord(typed, variants);
    }

    private static void misspelt(List<Variant> variants, String word, Families families) throws IOException {
        for (Dictionary dictionary : families.words()) {
            if (TextAnalysis.isWithoutSpaces(word)) {
                for (String single :
                        word.codePoints().mapToObj(Character::toString).toList()) {
                    add(variants, dictionary, single, Form.PART, PART);
                }
            } else if (families.mayWalk()) {
                for (Dictionary.Entry near : dictionary.typos(word)) {
                    add(variants, dictionary, near.word(), Form.TYPO, TYPO * near.nearness());
                }
            }
        }
    }

    private static void add(List<Variant> variants, Dictionary dictionary, String word, Form form, float weight)
            throws IOException {
        int documents = dictionary.documents(word);
        if (documents > 0) {
            variants.add(new Variant(
                    word,
                    form,
                    new TermQuery(new Term(dictionary.field(), word)),
                    weight,
                    dictionary.rarity(documents)));
        }
    }

    private void addPhrase(List<Variant> variants, Dictionary dictionary, String synonym) throws IOException {
        List<String> words = analysis.asked(synonym).stream().map(Word::text).toList();
        if (words.size() == 1) {
            add(variants, dictionary, words.getFirst(), Form.SYNONYM, SYNONYM);
        } else if (words.size() > 1) {
            double rarity = 0;
            for (String word : words) {
                int documents = dictionary.documents(word);
                if (documents == 0) {
                    return;
                }
                rarity += dictionary.rarity(documents);
            }
            variants.add(new Variant(
                    String.join(" ", words),
                    Form.SYNONYM,
                    new PhraseQuery(dictionary.field(), words.toArray(String[]::new)),
                    SYNONYM / words.size(),
                    rarity));
        }
    }

    /** The dictionaries of those kinds that are asked for. */
    private static final class Families {
        private final List<Dictionary> words = new ArrayList<>();
        private final Map<Language, List<Dictionary>> stems = new LinkedHashMap<>();
        private int walks;

        private Families(Dictionary.Shelf index, Set<Boolean> families) throws IOException {
            for (boolean ofOperators : families) {
                words.add(index.of(Fields.words(ofOperators)));
                for (Language language : Language.values()) {
                    Dictionary dictionary = index.of(Fields.stems(ofOperators, language));
                    if (dictionary.all() > 0) {
                        stems.computeIfAbsent(language, _ -> new ArrayList<>()).add(dictionary);
                    }
                }
            }
        }

        private boolean mayWalk() {
            return walks++ < MOST_MISSPELT * words.size();
        }

        private List<Dictionary> words() {
            return words;
        }

        private Map<Language, List<Dictionary>> stems() {
            return stems;
        }
    }
}
