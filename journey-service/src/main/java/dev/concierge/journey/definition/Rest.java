package dev.concierge.journey.definition;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How long a timer rests. */
public sealed interface Rest {
    /** Exactly so long. */
    record For(Duration delay) implements Rest {}

    /** Until clocks show this time next, on one of these days of the week. */
    record UntilTime(LocalTime time, Set<DayOfWeek> days) implements Rest {
        private static final int DAYS_AHEAD = 9;

        public UntilTime {
            days = Set.copyOf(days);
        }

        public Instant after(Instant now, Zone zone) {
            LocalDate yesterday = zone.dayOf(now).minusDays(1);
            for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
                LocalDate day = yesterday.plusDays(ahead);
                Instant moment = zone.at(day, time);
                boolean exists = zone.dayOf(moment).equals(day); // clocks have left out whole days
                if (exists && days.contains(day.getDayOfWeek()) && moment.isAfter(now)) {
                    return moment;
                }
            }
            throw new IllegalStateException(this + " does not come within a week of " + now);
        }
    }

    /** Until a time of a day. */
    record UntilDate(LocalDate day, LocalTime time) implements Rest {
        public Instant moment(Zone zone) {
            return zone.at(day, time);
        }
    }

    /**
     * Until a moment that an attribute holds, or a while before or after it.
     *
     * @param offset whole days by the calendar, the rest exactly; negative for before
     * @param time of that day; null leaves the moment as it is, and of a mere date takes its midnight
     */
    record UntilAttribute(
            Source of,
            String name,
            Duration offset,
            @Nullable LocalTime time) implements Rest {
        /** Empty when the value is neither an instant nor a date. */
        public Optional<Instant> moment(@Nullable JsonNode value, Zone zone) {
            if (value == null || !value.isString()) {
                return Optional.empty();
            }
            try {
                String text = value.stringValue();
                return Optional.of(
                        text.indexOf('T') < 0
                                ? moved(Times.date(text), LocalTime.MIDNIGHT, zone)
                                : moved(Times.instant(text), zone));
            } catch (Refused neither) {
                return Optional.empty();
            }
        }

        private Instant moved(Instant moment, Zone zone) {
            return moved(zone.dayOf(moment), LocalTime.ofInstant(moment, zone.id()), zone);
        }

        private Instant moved(LocalDate day, LocalTime at, Zone zone) {
            LocalDate moved = day.plusDays(offset.toDays());
            return zone.at(moved, time == null ? at : time).plus(offset.minusDays(offset.toDays()));
        }
    }
}
