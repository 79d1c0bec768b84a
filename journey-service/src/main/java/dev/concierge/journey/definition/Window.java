package dev.concierge.journey.definition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When guests may be disturbed.
 *
 * @param to exclusive; on the next day when it is not after {@code from}
 * @param days on which it opens
 * @param zone null for the guest's
 */
public record Window(
        LocalTime from,
        LocalTime to,
        Set<DayOfWeek> days,
        @Nullable Zone zone) {
    private static final int DAYS_AHEAD = 8;

    public Window {
        days = Set.copyOf(days);
    }

    /** The moment itself when it is open then, else when it opens next. */
    public Instant opening(Instant moment, Zone ofGuest) {
        Zone clock = zone == null ? ofGuest : zone;
        LocalDate yesterday = clock.dayOf(moment).minusDays(1);
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = yesterday.plusDays(ahead);
            if (days.contains(day.getDayOfWeek())) {
                Instant opens = clock.at(day, from);
                Instant closes = clock.at(from.isBefore(to) ? day : day.plusDays(1), to);
                if (moment.isBefore(closes) && opens.isBefore(closes)) {
                    return moment.isBefore(opens) ? opens : moment;
                }
            }
        }
        throw new IllegalStateException(this + " does not open within a week of " + moment);
    }
}
