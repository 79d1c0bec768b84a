package dev.concierge.search.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words that say nothing in the language of a question; they count when there are no others. */
public final class StopWords {
    private final Language language;
    private final Set<String> more;

    private StopWords(Language language, Set<String> more) {
        this.language = language;
        this.more = more;
    }

    /** @param more as they are kept */
    public static StopWords of(String question, Set<String> more) {
        return new StopWords(Language.guess(question), more);
    }

    /** @param words by how they are kept */
    public <T> void removeFrom(Map<String, T> words) {
        Map<String, T> telling = new HashMap<>(words);
        telling.keySet().removeIf(word -> language.isStopWord(word) || more.contains(word));
        if (!telling.isEmpty()) {
            words.keySet().retainAll(telling.keySet());
        }
    }
}
