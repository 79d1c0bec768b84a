package dev.concierge.resource.opening;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** {@link Hours} that were read. */
record LocalHours(LocalTime from, LocalTime to) {
    /**
     * As it is on a day: RFC 5545, 3.3.5. A time that the clock skips is as much later as it skips; of a time that comes
     * twice it is the first. Empty where nothing is left of it.
     */
    Optional<Span> on(LocalDate day, ZoneId zone) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        var begins = LocalDateTime.of(day, from).atZone(zone).toInstant();
        var ends = LocalDateTime.of(last, to).atZone(zone).toInstant();
        return begins.isBefore(ends) ? Optional.of(new Span(begins, ends)) : Optional.empty();
    }
}
