package dev.concierge.curator.ranking;

import java.util.Arrays;

/**
 * What one guest took.
 *
 * @param items by their places
 * @param strengths how much each counts, above zero
 */
public record History(int[] items, float[] strengths) {
    public static final History NONE = new History(new int[0], new float[0]);

    public History {
        if (items.length != strengths.length) {
            throw new IllegalArgumentException(
                    strengths.length + " strengths (expected: one for each of " + items.length + " items)");
        }
    }

    boolean isEmpty() {
        return items.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History(int[] theirs, float[] strong)
                && Arrays.equals(items, theirs)
                && Arrays.equals(strengths, strong);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(items) + Arrays.hashCode(strengths);
    }

    @Override
    public String toString() {
        return Arrays.toString(items);
    }
}
