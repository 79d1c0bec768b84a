package dev.concierge.hub.delivery.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * A span of a guest's local time in which nothing but the transactional arrives; over midnight when it ends before it
 * begins. A time of day that comes twice begins them the first time and ends them the second; one that is left out
 * stands for the moment at which the clocks jump over it.
 *
 * @param from the same as {@code to} for the whole day
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** When those that last at this moment end, never for a whole day; empty while there are none. */
    public Optional<Instant> endAt(Instant now) {
        return isWholeDay() ? Optional.of(Instant.MAX) : spanEndAt(now).map(this::orOfTheNext);
    }

    /** Where clocks jump over all that is not quiet, the next begin where these end. */
    private Instant orOfTheNext(Instant end) {
        return spanEndAt(end).orElse(end);
    }

    private Optional<Instant> spanEndAt(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        // those that began the day before may still last, also where clocks were put back over midnight
        for (LocalDate day : List.of(today.minusDays(1), today, today.plusDays(1))) {
            Instant begin = first(day.atTime(from));
            Instant end = last((from.isBefore(to) ? day : day.plusDays(1)).atTime(to));
            if (!now.isBefore(begin) && now.isBefore(end)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    public boolean isWholeDay() {
        return from.equals(to);
    }

    private Instant first(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? jump(time) : time.toInstant(offsets.getFirst());
    }

    private Instant last(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? jump(time) : time.toInstant(offsets.getLast());
    }

    private Instant jump(LocalDateTime time) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition transition = rules.getTransition(time);
        return transition.getInstant();
    }
}
