package dev.concierge.search.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the house knows of words.
 *
 * @param synonyms of a word as it is kept, other words or phrases
 * @param stopWords more words that say nothing
 */
public record Vocabulary(Map<String, List<String>> synonyms, Set<String> stopWords) {
    public static final Vocabulary NONE = new Vocabulary(Map.of(), Set.of());

    public Vocabulary {
        synonyms = Map.copyOf(synonyms);
        stopWords = Set.copyOf(stopWords);
    }
}
