package dev.concierge.search.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a text with the places of the words that were found in it; places instead of markup, so that nothing that a
 * guest wrote becomes markup.
 *
 * @param marks starts and ends in UTF-16 units, in order and apart from each other
 */
public record Marks(String text, List<Mark> marks) {
    /** About two lines on a card. */
    private static final int FRAGMENT = 200;

    private static final int BEFORE = 60;

    /** Texts are marked no further. */
    private static final int LONGEST = 5_000;

    /** @param end the first character that is not marked */
    public record Mark(int start, int end) {}

    /**
     * @param words as they are kept
     * @param stems as they are kept for these languages
     */
    public static Marks of(
            String text, Set<String> words, Set<String> stems, Set<Language> languages, TextAnalysis analysis) {
        String looked = text.substring(0, Math.min(LONGEST, text.length()));
        Set<Mark> found = new LinkedHashSet<>();
        analysis.kept(looked).stream()
                .filter(word -> words.contains(word.text()))
                .forEach(word -> found.add(new Mark(word.start(), word.end())));
        for (Language language : stems.isEmpty() ? Set.<Language>of() : languages) {
            analysis.stemmed(language, looked).stream()
                    .filter(word -> stems.contains(word.text()))
                    .forEach(word -> found.add(new Mark(word.start(), word.end())));
        }
        return fragment(text, joined(found));
    }

    private static List<Mark> joined(Set<Mark> found) {
        List<Mark> joined = new ArrayList<>();
        for (Mark mark : found.stream()
                .sorted(Comparator.comparingInt(Mark::start).thenComparingInt(Mark::end))
                .toList()) {
            if (!joined.isEmpty() && mark.start() <= joined.getLast().end()) {
                Mark last = joined.removeLast();
                joined.add(new Mark(last.start(), Math.max(last.end(), mark.end())));
            } else {
                joined.add(mark);
            }
        }
        return joined;
    }

    /** Around the first word that was found, cut between words. */
    private static Marks fragment(String text, List<Mark> marks) {
        if (marks.isEmpty() || text.length() <= FRAGMENT) {
            return new Marks(text, marks);
        }
        int start = boundary(text, Math.max(0, marks.getFirst().start() - BEFORE));
        int end = Math.max(marks.getFirst().end(), boundary(text, Math.min(text.length(), start + FRAGMENT)));
        return new Marks(
                text.substring(start, end),
                marks.stream()
                        .filter(mark -> mark.start() >= start && mark.end() <= end)
                        .map(mark -> new Mark(mark.start() - start, mark.end() - start))
                        .toList());
    }

    private static int boundary(String text, int at) {
        if (at == 0 || at == text.length()) {
            return at;
        }
        int space = text.lastIndexOf(' ', at);
        int near = space > at - BEFORE / 2 && space >= 0 ? space + 1 : at;
        return Character.isLowSurrogate(text.charAt(near)) ? near - 1 : near;
    }
}
