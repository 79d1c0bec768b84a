package dev.concierge.search.engine;

import dev.concierge.search.document.Searchable;
import dev.concierge.search.text.Marks;
import java.util.List;
import java.util.Map;

/**
 * @param words what each word of the question adds, summing up to {@link Matches.Match#words}
 * @param marks by field, where words of the question stand
 */
public record Found(Searchable document, List<WordFound> words, Map<String, Marks> marks) {
    /**
     * @param typed as it was typed
     * @param as what the document has, in what relation to it
     */
    public record WordFound(String typed, String as, Form form, double points) {}

    /** What a word of a document is to a word of the question. */
    public enum Form {
        EXACT,
        STEM,
        SYNONYM,
        PREFIX,
        TYPO,
        PART
    }
}
