package dev.concierge.search.lucene;

import dev.concierge.search.document.Searchable;
import dev.concierge.search.text.TextAnalysis;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;

/** The words that tell a document from the others: frequent in it, rare elsewhere. */
final class TellingWords {
    private static final int LONGEST = 5_000;
    private static final int SHORTEST_WORD = 3;

    private final IndexReader reader;
    private final TextAnalysis analysis;

    TellingWords(IndexReader reader, TextAnalysis analysis) {
        this.reader = reader;
        this.analysis = analysis;
    }

    List<String> of(Searchable document, int most) throws IOException {
        String text = document.title() + " " + String.join(" ", document.tags()) + " " + document.description();
        Map<String, Integer> counts = new HashMap<>();
        analysis.asked(text.substring(0, Math.min(LONGEST, text.length()))).stream()
                .map(TextAnalysis.Word::text)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        Dictionary dictionary =
                new Dictionary(reader, Fields.words(document.key().kind().isForOperators()));
        Map<String, Double> weights = new HashMap<>();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            int documents = dictionary.documents(count.getKey());
            // a word of this document alone finds no other
            weights.put(count.getKey(), documents < 2 ? 0 : count.getValue() * dictionary.rarity(documents));
        }
        return weights.entrySet().stream()
                .filter(weight -> weight.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
