package dev.concierge.resource.calendar;

import dev.concierge.resource.directory.Place;
import dev.concierge.resource.unit.UnitId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit's calendar elsewhere.
 *
 * @param readAt when it was read last; null before that
 * @param failure why the last attempt did not succeed; null when it did
 */
record CalendarFeed(
        Place place,
        UnitId unit,
        String url,
        @Nullable Instant readAt,
        @Nullable String failure,
        long version,
        Instant updatedAt) {}
