package dev.concierge.journey.definition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** Where times of day are meant. */
public record Zone(ZoneId id) {
    public static final Zone UTC = new Zone(ZoneOffset.UTC);

    /**
     * When clocks on the wall show this time of this day for the first time. One that is left out, because clocks go
     * forward then, is when they do.
     */
    public Instant at(LocalDate day, LocalTime time) {
        LocalDateTime local = day.atTime(time);
        ZoneOffsetTransition change = id.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(id).withEarlierOffsetAtOverlap().toInstant();
    }

    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, id);
    }
}
