package dev.concierge.hub.delivery.template;

import com.github.jknack.handlebars.HandlebarsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What writing one message may cost, in letters: templates made of templates, and lists in lists, are short to say and have no
 * end. Counted is what multiplies: each round of a list, each partial, each value that is shown.
 */
final class Effort {
    private static final long MOST = 2_000_000;
    /** A partial is parsed each time. */
    private static final int PARTIAL = 100;

    /** Where a block of the caller is put in: it may be as long as any text seen so far. */
    private static final Pattern PUT_IN = Pattern.compile("\\{\\{~?#?>\\s*+[@(]");

    private long left = MOST;
    private int longest;

    /** A text that others are put into. */
    void text(String source) {
        longest = Math.max(longest, source.length());
    }

    void partial(String source) {
        text(source);
        take(PARTIAL + source.length() + putIn(source));
    }

    /** @param block what is written each time */
    void rounds(int times, String block) {
        take(times * (1 + block.length() + putIn(block)));
    }

    void lookUp() {
        take(1);
    }

    Object shown(Object value) {
        take(value.toString().length());
        return value;
    }

    private long putIn(String source) {
        Matcher places = PUT_IN.matcher(source);
        long found = 0;
        while (places.find()) {
            found++;
        }
        return found * longest;
    }

    private void take(long cost) {
        left -= cost;
        if (left < 0) {
            throw new HandlebarsException(
                    "too long when written out (expected: fewer lists and partials in each other)",
                    new IllegalStateException("beyond " + MOST));
        }
    }
}
