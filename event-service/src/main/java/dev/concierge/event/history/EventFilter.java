package dev.concierge.event.history;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events a list shows, newest first.
 *
 * @param from inclusive
 * @param to exclusive
 * @param before the last item of the page before
 */
record EventFilter(
        @Nullable String userId,
        @Nullable UUID eventId,
        @Nullable String name,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position before,
        int limit) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    EventFilter {
        requireStorable("?userId", userId);
        requireStorable("?name", name);
        requireStorable("?from", from);
        requireStorable("?to", to);
    }

    private static void requireStorable(String parameter, @Nullable Instant time) {
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
            throw new InvalidInput(parameter, time + " (expected: a year from 1970 to 9999)");
        }
    }

    private static void requireStorable(String parameter, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new InvalidInput(parameter, "a text with a NUL (expected: none)");
        }
    }

    /** Where an item stands in the list. */
    record Position(Instant at, UUID id) {
        static @Nullable Position after(PageRequest page) {
            return page.after(
                    2, values -> new Position(Instant.parse(values.getFirst()), UUID.fromString(values.getLast())));
        }

        static Cursor of(Occurrence occurrence) {
            return Cursor.of(occurrence.at(), occurrence.id());
        }
    }
}
