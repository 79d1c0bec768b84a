package dev.concierge.datemaker.event;

import dev.concierge.datemaker.plan.Mode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param skipReason why it does not take place; null unless SKIPPED
 * @param step what comes next, at {@code dueAt}; null when it is over
 * @param held whether the host has stopped the clock
 * @param round the round under way or to come, from 0
 * @param fare what a guest books to have a seat; null where seats cost nothing
 */
public record DateEventView(
        UUID eventId,
        Instant startsAt,
        DateEventState state,
        @Nullable String title,
        @Nullable UUID seriesId,
        @Nullable String skipReason,
        Mode mode,
        int groupSize,
        @Nullable Integer capacity,
        int least,
        @Nullable String sideOne,
        @Nullable String sideOther,
        @Nullable String language,
        @Nullable Integer youngest,
        @Nullable Integer oldest,
        Timing timing,
        @Nullable Step step,
        @Nullable Instant dueAt,
        boolean held,
        int round,
        @Nullable Fare fare) {
    static DateEventView of(DateEvent event) {
        Format format = event.format();
        return new DateEventView(
                event.id().value(),
                event.startsAt(),
                event.state(),
                event.title(),
                event.series(),
                event.skipReason(),
                format.mode(),
                format.size(),
                format.capacity(),
                format.least(),
                format.sideOne(),
                format.sideOther(),
                format.language(),
                format.youngest(),
                format.oldest(),
                event.timing(),
                event.dueAt() == null ? null : event.step(),
                event.dueAt(),
                event.isHeld(),
                event.round(),
                event.fare());
    }
}
