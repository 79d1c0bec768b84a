package dev.concierge.platform.paging;

import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a list was left: the sort values of the last item seen. Opaque to callers.
 *
 * @param values in sort order, without {@code \u0000}
 */
public record Cursor(List<String> values) {
    private static final String SEPARATOR = "\u0000";

    public static Cursor of(Object... values) {
        return new Cursor(List.of(values).stream().map(Object::toString).toList());
    }

    /**
     * Reads the {@code cursor} query parameter.
     *
     * @param size how many values this list's cursors have
     * @return null for the first page
     * @throws InvalidInput when the text is not a cursor of this list
     */
    public static @Nullable Cursor decode(@Nullable String text, int size) {
        if (text == null) {
            return null;
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> values = List.of(decoded.split(SEPARATOR, -1));
            if (values.size() == size) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for a cursor of another list
        }
        throw ofAnotherList(text);
    }

    /**
     * Reads the {@code cursor} query parameter as the place it stands for.
     *
     * @param place may refuse the values of another list with an {@link IllegalArgumentException} or
     *     {@link DateTimeException}
     */
    public static <T> @Nullable T decode(@Nullable String text, int size, Function<List<String>, T> place) {
        Cursor cursor = decode(text, size);
        try {
            return cursor == null ? null : place.apply(cursor.values());
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw ofAnotherList(String.valueOf(text));
        }
    }

    private static InvalidInput ofAnotherList(String text) {
        return new InvalidInput("?cursor", text + " (expected: the next of an earlier page of this list)");
    }

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
    }
}
