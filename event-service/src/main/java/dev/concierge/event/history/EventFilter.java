package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private static final Duration WIDEST = Duration.ofDays(365);

    EventFilter {
        requireSince1970("?from", from);
        requireSince1970("?to", to);
    }

    /** The last item of the page before. */
    @Nullable
    Position before() {
        return page.after(2, values -> new Position(Times.instant(values.getFirst()), Numbers.uuid(values.getLast())));
    }

    /**
     * From which times on to look, one after the other until enough is found: without a name no index has the order of the
     * list, so that a look costs what its window holds. The last window is everything.
     */
    List<Instant> windows(Instant now) {
        Position before = before();
        Instant end = before != null ? before.at() : to != null && to.isBefore(now) ? to : now;
        Instant start = from == null ? Instant.EPOCH : from;
        List<Instant> windows = new ArrayList<>();
        if (name == null && eventId == null) {
            for (Duration width = userId == null ? Duration.ofMinutes(1) : Duration.ofDays(30);
                    width.compareTo(WIDEST) <= 0 && end.minus(width).isAfter(start);
                    width = width.multipliedBy(8)) {
                windows.add(end.minus(width));
            }
        }
        windows.add(start);
        return windows;
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
