package dev.concierge.platform.paging;

import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Where a list was left: the sort values of the last item seen. Opaque to callers, and good for its own list alone,
 * whose name it carries.
 *
 * @param values in sort order, without {@code \u0000}
 */
public record Cursor(List<String> values) {
    private static final String SEPARATOR = "\u0000";

    public static Cursor of(Object... values) {
        return new Cursor(List.of(values).stream().map(Object::toString).toList());
    }

    /**
     * Reads a cursor as the place it stands for.
     *
     * @param list of which it must be
     * @param size how many values this list's cursors have
     * @param place may refuse the values of another list with an {@link IllegalArgumentException} or
     *     {@link DateTimeException}
     * @throws InvalidInput when the text is not a cursor of this list
     */
    static <T> T decode(String text, String list, int size, Function<List<String>, T> place) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> values = List.of(decoded.split(SEPARATOR, -1));
            if (values.size() == size + 1 && values.getFirst().equals(sign(list))) {
                return place.apply(values.subList(1, values.size()));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // the same answer as for a cursor of another list
        }
        throw ofAnotherList(text);
    }

    static InvalidInput ofAnotherList(String text) {
        return new InvalidInput("?cursor", text, "the next of an earlier page of this list");
    }

    String encoded(String list) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (sign(list) + SEPARATOR + String.join(SEPARATOR, values)).getBytes(StandardCharsets.UTF_8));
    }

    /** Short, and the same in every pod. */
    private static String sign(String list) {
        return Integer.toHexString(list.hashCode());
    }
}
