package dev.concierge.search.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody typed: words, {@code "exact phrases"} and {@code -words} that must not occur. All else that looks like an
 * operator is text. A quote without its second is text too.
 *
 * @param words all but the phrases' marks and the excluded
 */
public record Typed(String words, List<String> phrases, List<String> excluded) {
    /** Everything is asked for. */
    private static final String EVERYTHING = "*";

    public static Typed of(String text) {
        StringBuilder words = new StringBuilder();
        List<String> phrases = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
            if (end > at + 1) {
                phrases.add(text.substring(at + 1, end));
                words.append(' ').append(text, at + 1, end).append(' ');
                at = end + 1;
            } else if (isMinus(text, at)) {
                end = endOfWord(text, at);
                excluded.add(text.substring(at + 1, end));
                at = end;
            } else {
                words.append(text.charAt(at++));
            }
        }
        return new Typed(words.toString().strip(), phrases, excluded);
    }

    public boolean isEverything() {
        return words.equals(EVERYTHING) || (words.isEmpty() && !excluded.isEmpty());
    }

    private static boolean isMinus(String text, int at) {
        return text.charAt(at) == '-'
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.codePointAt(at + 1))
                && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
    }

    private static int endOfWord(String text, int at) {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
