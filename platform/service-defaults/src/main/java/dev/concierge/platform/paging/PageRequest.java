package dev.concierge.platform.paging;

import dev.concierge.platform.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for; a controller method takes it as a parameter.
 *
 * @param cursor the {@code next} of the page before; null for the first
 * @param limit how many items at most, 1 to 200
 */
public record PageRequest(@Nullable String cursor, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Reads the query parameters {@code cursor} and {@code limit}.
     *
     * @throws InvalidInput when the limit is not a number from 1 to 200
     */
    static PageRequest of(@Nullable String cursor, @Nullable String limit) {
        if (limit == null) {
            return new PageRequest(cursor, DEFAULT_LIMIT);
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return new PageRequest(cursor, number);
            }
        } catch (NumberFormatException notNumber) {
            // the same answer as for a number out of range
        }
        throw new InvalidInput("?limit", limit + " (expected: a whole number from 1 to " + MAX_LIMIT + ")");
    }

    /**
     * Where to go on.
     *
     * @param size how many values this list's cursors have
     * @return null for the first page
     */
    public @Nullable Cursor position(int size) {
        return Cursor.decode(cursor, size);
    }
}
