package dev.concierge.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, {@code {items, next}} on the wire.
 *
 * @param next the opaque cursor of the following page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /**
     * Cuts a page from {@code rows} read with {@code LIMIT limit + 1}, as {@code asked} for.
     *
     * @param position what the cursor remembers of the last item
     */
    public static <T> Page<T> of(List<T> rows, PageRequest asked, Function<T, Cursor> position) {
        if (rows.size() <= asked.limit()) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, asked.limit()));
        return new Page<>(items, asked.next(position.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
