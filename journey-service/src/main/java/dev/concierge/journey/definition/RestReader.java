package dev.concierge.journey.definition;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how long a timer rests, and when guests may be disturbed. */
final class RestReader {
    private static final int NAME = 200;

    private RestReader() {}

    static Rest rest(Part node) {
        Part until = node.field("until");
        if (until.isMissing()) {
            return new Rest.For(node.field("delay").duration());
        }
        if (!node.field("delay").isMissing()) {
            until.wrong("either delay or until");
        }
        if (!until.field("attribute").isMissing()) {
            return untilAttribute(until.only("attribute", "of", "offset", "time"));
        }
        if (!until.field("date").isMissing()) {
            until.only("date", "time");
            return new Rest.UntilDate(until.field("date").date(), time(until, LocalTime.MIDNIGHT));
        }
        until.only("time", "days");
        return new Rest.UntilTime(until.field("time").time(), days(until.field("days")));
    }

    private static Rest untilAttribute(Part until) {
        Part of = until.field("of");
        Part offset = until.field("offset");
        Part time = until.field("time");
        return new Rest.UntilAttribute(
                of.isMissing() ? Source.ENTRY : of.oneOf(Source.class),
                until.field("attribute").text(NAME),
                offset.isMissing() ? Duration.ZERO : offset.offset(),
                time.isMissing() ? null : time.time());
    }

    private static LocalTime time(Part until, LocalTime otherwise) {
        Part time = until.field("time");
        return time.isMissing() ? otherwise : time.time();
    }

    private static Set<DayOfWeek> days(Part days) {
        return days.isMissing() ? EnumSet.allOf(DayOfWeek.class) : days.someOf(DayOfWeek.class);
    }

    static @Nullable Zone zone(Part zone) {
        return zone.isMissing() ? null : zone.zone();
    }

    static @Nullable Window window(Part window) {
        if (window.isMissing()) {
            return null;
        }
        window.only("from", "to", "days", "zone");
        LocalTime from = window.field("from").time();
        Part to = window.field("to");
        LocalTime until = to.time();
        if (from.equals(until)) {
            to.wrong("another time than from");
        }
        return new Window(from, until, days(window.field("days")), zone(window.field("zone")));
    }
}
