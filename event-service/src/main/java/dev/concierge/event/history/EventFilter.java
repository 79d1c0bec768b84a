package dev.concierge.event.history;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
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
 */
record EventFilter(
        @Nullable String userId,
        @Nullable UUID eventId,
        @Nullable String name,
        @Nullable Instant from,
        @Nullable Instant to,
        PageRequest page) {
    EventFilter {
        requireSince1970("?from", from);
        requireSince1970("?to", to);
    }

    /** The last item of the page before. */
    @Nullable
    Position before() {
        return page.after(2, values -> new Position(Times.instant(values.getFirst()), Numbers.uuid(values.getLast())));
    }

    private static void requireSince1970(String parameter, @Nullable Instant time) {
        if (time != null && time.isBefore(Instant.EPOCH)) {
            throw new InvalidInput(parameter, time + " (expected: not before " + Instant.EPOCH + ")");
        }
    }

    /** Where an item stands in the list. */
    record Position(Instant at, UUID id) {
        static Cursor of(Occurrence occurrence) {
            return Cursor.of(occurrence.at(), occurrence.id());
        }
    }
}
