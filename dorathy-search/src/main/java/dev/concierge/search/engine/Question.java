package dev.concierge.search.engine;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.document.Kind;
import dev.concierge.search.text.Typed;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is asked.
 *
 * @param facets the fields whose values are counted
 * @param near what it means; null to ask by words alone
 * @param isTyping whether the last word may be unfinished
 * @param sort null for best first
 * @param after where a sorted list goes on
 * @param most how many matches are looked at one by one
 */
public record Question(
        Typed typed,
        Set<Kind> kinds,
        List<Filter> filters,
        List<String> facets,
        @Nullable Meaning near,
        Vocabulary vocabulary,
        boolean isTyping,
        @Nullable Sorting sort,
        @Nullable Place after,
        int most) {

    /**
     * @param meaning of length 1
     * @param atLeast how near a meaning must be to be found without a word
     * @param most how many are
     */
    public record Meaning(float[] meaning, double atLeast, int most) {}

    /** @param near from where distances count, of a sorting by them */
    public record Sorting(By by, boolean isDescending, Filter.@Nullable Within near) {
        /** By which lists in this order are told from others; those by distance also by where it is counted from. */
        public String name() {
            String from = by == By.DISTANCE && near != null ? " " + near.lat() + "," + near.lon() : "";
            return (isDescending ? "-" : "") + by + from;
        }

        /** @throws IllegalArgumentException when nothing in this order has such a value */
        public void check(String value) {
            switch (by) {
                case TITLE -> {}
                case SAVED_AT -> Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case PRICE, DISTANCE -> {
                    if (!isOfWhatHasNone(value)) {
                        Numbers.finite(value);
                    }
                }
            }
        }

        /** What has no value is sorted as if its was without end. */
        public static boolean isOfWhatHasNone(String value) {
            return value.equals("Infinity") || value.equals("-Infinity");
        }
    }

    /** What a list can be sorted by. */
    public enum By {
        SAVED_AT,
        PRICE,
        TITLE,
        DISTANCE
    }

    /** The last that was seen of a sorted list. */
    public record Place(String value, String key) {}
}
