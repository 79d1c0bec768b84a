package dev.concierge.platform.paging;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Which page of a list is asked for; a controller method takes it as a parameter.
 *
 * @param cursor the {@code next} of the page before; null for the first
 * @param limit how many items at most, 1 to 200
 * @param list the path it is read at
 */
public record PageRequest(@Nullable String cursor, int limit, String list) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Reads the query parameters {@code cursor} and {@code limit}.
     *
     * @param path as sent, encoded or not
     * @throws InvalidInput when the limit is not a number from 1 to 200
     */
    public static PageRequest of(@Nullable String cursor, @Nullable String limit, String path) {
        String list = UriUtils.decode(path, StandardCharsets.UTF_8);
        if (limit == null) {
            return new PageRequest(cursor, DEFAULT_LIMIT, list);
        }
        try {
            return new PageRequest(cursor, (int) Numbers.whole(limit, 1, MAX_LIMIT), list);
        } catch (Refused notNumber) {
            throw new InvalidInput("?limit", limit, "a whole number from 1 to " + MAX_LIMIT);
        }
    }

    /** The first page of a list that nobody asks for over HTTP. */
    public static PageRequest first(int limit) {
        return new PageRequest(null, limit, "");
    }

    /** The page that comes after one. */
    public PageRequest at(@Nullable String next) {
        return new PageRequest(next, limit, list);
    }

    /**
     * Where to go on in a list by one value.
     *
     * @param place makes of it what the list is read by, as in {@link #after(int, Function)}
     * @return null for the first page
     */
    public <T> @Nullable T after(Function<String, T> place) {
        return after(1, values -> place.apply(values.getFirst()));
    }

    /**
     * Where to go on.
     *
     * @param size how many values this list's cursors have
     * @param place makes of them what the list is read by; it may refuse those of another list with an
     *     {@link IllegalArgumentException} or {@link java.time.DateTimeException}
     * @return null for the first page
     * @throws InvalidInput when the cursor is not one of this list
     */
    public <T> @Nullable T after(int size, Function<List<String>, T> place) {
        return cursor == null ? null : Cursor.decode(cursor, list, size, place);
    }

    /** The cursor of the page behind this one, where {@link Page#of} does not cut it. */
    public String next(Cursor last) {
        return last.encoded(list);
    }

    /** For a list that another service reads and whose cursor it refused. */
    public InvalidInput refusedCursor() {
        return Cursor.ofAnotherList(String.valueOf(cursor));
    }
}
