package dev.concierge.search.words;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The words that documents have in one field. */
public interface Dictionary {
    int MOST_TYPOS = 16;
    int MOST_ENDINGS = 32;

    /** @param nearness 1 for the word itself, less with each edit */
    record Entry(String word, int documents, float nearness) {}

    String field();

    /** How many documents have the word. */
    int documents(String word) throws IOException;

    /** How many have any. */
    int all() throws IOException;

    /** Words that this one may have been meant to be, nearest and most frequent first. */
    List<Entry> typos(String word) throws IOException;

    /** Words that begin like this, most frequent first. */
    List<Entry> endings(String beginning) throws IOException;

    /** How much a word tells, as BM25 has it; no score of it is higher. */
    default double rarity(int documents) throws IOException {
        int all = all();
        return all == 0 ? 0 : Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
    }

    /** Letters of a word from which so many edits are looked for; none of a shorter one. */
    static int edits(String word) {
        int letters = word.codePointCount(0, word.length());
        return letters < 3 ? 0 : letters < 5 ? 1 : 2;
    }

    static List<Entry> best(List<Entry> entries, int most) {
        return entries.stream()
                .sorted(Comparator.comparingDouble(Entry::nearness)
                        .thenComparingInt(Entry::documents)
                        .reversed())
                .limit(most)
                .toList();
    }

    /** The dictionaries of one state of an index. */
    interface Shelf {
        Dictionary of(String field) throws IOException;
    }
}
