package dev.concierge.resource.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VFreeBusy;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.io.text.ICalReader;
import biweekly.parameter.FreeBusyType;
import biweekly.parameter.Range;
import biweekly.property.DateStart;
import biweekly.property.FreeBusy;
import biweekly.property.RecurrenceId;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Period;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.concierge.platform.input.Texts;
import dev.concierge.resource.opening.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When an iCalendar file (RFC 5545) says that somebody is busy: its events, recurring ones included, unless they are
 * cancelled or marked as free (TRANSP), and its free/busy times. Times without a zone and whole days are those of the place.
 */
final class BusyTimes {
    /** More is no calendar of one thing; and a bound on what a rule can ask for. */
    private static final int MOST = 5_000;

    private static final Set<Frequency> ALLOWED =
            EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);

    private final ZoneId zone;
    private final Span asked;
    private final List<Span> found = new ArrayList<>();

    private BusyTimes(ZoneId zone, Span asked) {
        this.zone = zone;
        this.asked = asked;
    }

    /**
     * @param zone of the place
     * @return in the order of time, apart from each other, each sharing a moment with what is asked
     * @throws Unreadable when it is no calendar, or asks for too much
     */
    static List<Span> in(byte[] file, ZoneId zone, Span asked) throws Unreadable {
        BusyTimes times = new BusyTimes(zone, asked);
        try (ICalReader reader = new ICalReader(new ByteArrayInputStream(file))) {
            reader.setDefaultTimezone(TimeZone.getTimeZone(zone));
            List<ICalendar> calendars = reader.readAll();
            if (calendars.isEmpty()) {
                throw new Unreadable("it holds no VCALENDAR");
            }
            for (ICalendar calendar : calendars) {
                times.add(calendar);
            }
        } catch (IOException | RuntimeException broken) {
            throw new Unreadable("it cannot be read as iCalendar: " + broken.getMessage(), broken);
        }
        return apart(times.found);
    }

    private void add(ICalendar calendar) throws Unreadable {
        Map<String, Moved> moved = new HashMap<>();
        for (VEvent event : calendar.getEvents()) {
            if (event.getRecurrenceId() != null && event.getUid() != null) {
                moved.computeIfAbsent(event.getUid().getValue(), _ -> new Moved(new HashSet<>(), new TreeMap<>()))
                        .add(event);
            }
        }
        for (VEvent event : calendar.getEvents()) {
            boolean isOneOfASeries = event.getRecurrenceId() != null;
            Moved elsewhere = isOneOfASeries || event.getUid() == null
                    ? Moved.NONE
                    : moved.getOrDefault(event.getUid().getValue(), Moved.NONE);
            add(event, calendar.getTimezoneInfo(), elsewhere);
        }
        for (VFreeBusy times : calendar.getFreeBusies()) {
            for (FreeBusy some : times.getFreeBusy()) {
                if (!FreeBusyType.FREE.equals(some.getType())) {
                    for (Period period : some.getValues()) {
                        add(period);
                    }
                }
            }
        }
    }

    private void add(Period period) throws Unreadable {
        Instant from = period.getStartDate().toInstant();
        Instant to = period.getEndDate() == null
                ? from.plusMillis(period.getDuration().toMillis())
                : period.getEndDate().toInstant();
        add(from, to);
    }

    /** @param moved occurrences of which other events say more */
    private void add(VEvent event, TimezoneInfo zones, Moved moved) throws Unreadable {
        DateStart start = event.getDateStart();
        if (start == null
                || start.getValue() == null
                || (isFree(event) && moved.following().isEmpty())) {
            return;
        }
        RecurrenceRule rule = event.getRecurrenceRule();
        if (rule != null && !ALLOWED.contains(rule.getValue().getFrequency())) {
            throw new Unreadable(
                    "FREQ=" + rule.getValue().getFrequency() + " (expected: DAILY, WEEKLY, MONTHLY or YEARLY)");
        }
        TimeZone clock = zoneOf(start, zones);
        Length length = Length.of(event, zone);
        Shifts shifts = Shifts.of(moved.following(), zone, clock);
        DateIterator all = event.getDateIterator(clock);
        Instant soonest = asked.from().minus(shifts.reach()).minus(length.atMost());
        if (start.getValue().toInstant().isBefore(soonest)) {
            all.advanceTo(Date.from(soonest));
        }
        while (all.hasNext()) {
            Instant from = length.begin(all.next().toInstant());
            if (!from.isBefore(asked.to().plus(shifts.reach()))) {
                return;
            }
            if (!moved.alone().contains(from)) {
                Shift shift = shifts.of(from);
                if (shift != null) {
                    add(shift, from);
                } else if (!isFree(event)) {
                    add(from, length.end(from));
                }
            }
        }
    }

    private void add(Shift shift, Instant from) throws Unreadable {
        if (!shift.isFree()) {
            Instant begin = shift.begin(from);
            add(begin, shift.length().end(begin));
        }
    }

    private static boolean isFree(VEvent event) {
        return (event.getTransparency() != null && event.getTransparency().isTransparent())
                || (event.getStatus() != null && event.getStatus().isCancelled());
    }

    /** Where a series goes by the clock: in the zone of its start; in UTC where that is in UTC. */
    private TimeZone zoneOf(DateStart start, TimezoneInfo zones) {
        if (!start.getValue().hasTime() || zones.isFloating(start)) {
            return TimeZone.getTimeZone(zone);
        }
        TimezoneAssignment named = zones.getTimezone(start);
        return named == null ? TimeZone.getTimeZone("UTC") : named.getTimeZone();
    }

    private void add(Instant from, Instant to) throws Unreadable {
        if (!from.isBefore(to) || !new Span(from, to).overlaps(asked)) {
            return;
        }
        if (found.size() == MOST) {
            throw new Unreadable("it says busy more than " + MOST + " times within what can be booked");
        }
        found.add(new Span(from, to));
    }

    private static List<Span> apart(List<Span> all) {
        List<Span> apart = new ArrayList<>();
        for (Span next : all.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Span last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || last.to().isBefore(next.from())) {
                apart.add(next);
            } else if (last.to().isBefore(next.to())) {
                apart.set(apart.size() - 1, new Span(last.from(), next.to()));
            }
        }
        return apart;
    }

    /**
     * Occurrences of a series of which other events say more.
     *
     * @param alone each of which one says what became of it
     * @param following from which on one says what became of all
     */
    private record Moved(Set<Instant> alone, NavigableMap<Instant, VEvent> following) {
        private static final Moved NONE = new Moved(Set.of(), Collections.emptyNavigableMap());

        void add(VEvent event) throws Unreadable {
            RecurrenceId which = event.getRecurrenceId();
            alone.add(which.getValue().toInstant());
            if (which.getRange() == null) {
                return;
            }
            if (!Range.THIS_AND_FUTURE.equals(which.getRange()) || event.getRecurrenceRule() != null) {
                throw new Unreadable("a change of a part of a series with RANGE="
                        + which.getRange().getValue()
                        + (event.getRecurrenceRule() == null ? "" : " and a rule of its own")
                        + " (expected: THISANDFUTURE, without an RRULE)");
            }
            following.put(which.getValue().toInstant(), event);
        }
    }

    /** How the occurrences from some moments on differ from the rule, by the latest of the changes before each. */
    private record Shifts(NavigableMap<Instant, Shift> from) {
        static Shifts of(NavigableMap<Instant, VEvent> changes, ZoneId place, TimeZone clock) throws Unreadable {
            NavigableMap<Instant, Shift> shifts = new TreeMap<>();
            for (Map.Entry<Instant, VEvent> change : changes.entrySet()) {
                shifts.put(change.getKey(), Shift.of(change.getKey(), change.getValue(), place, clock));
            }
            return new Shifts(shifts);
        }

        @Nullable
        Shift of(Instant occurrence) {
            Map.Entry<Instant, Shift> last = from.floorEntry(occurrence);
            return last == null ? null : last.getValue();
        }

        Duration reach() {
            return from.values().stream()
                    .map(Shift::reach)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }
    }

    /** @param by how much later each begins, by the clock of the series */
    private record Shift(Duration by, Length length, boolean isFree, TimeZone clock) {
        private static final Duration FURTHEST = Duration.ofDays(366);

        static Shift of(Instant first, VEvent change, ZoneId place, TimeZone clock) throws Unreadable {
            DateStart start = change.getDateStart();
            Instant begin = start == null || start.getValue() == null
                    ? first
                    : start.getValue().toInstant();
            Duration by = Duration.ofMillis(shown(begin, clock) - shown(first, clock));
            if (by.abs().compareTo(FURTHEST) > 0) {
                throw new Unreadable("RANGE=THISANDFUTURE moves events by " + by + " (expected: at most a year)");
            }
            return new Shift(by, Length.of(change, place), BusyTimes.isFree(change), clock);
        }

        Instant begin(Instant occurrence) {
            long wanted = shown(occurrence, clock) + by.toMillis();
            long near = wanted - clock.getOffset(wanted - clock.getRawOffset());
            return Instant.ofEpochMilli(wanted - clock.getOffset(near));
        }

        /** What the clock shows, as if it were that of UTC; a calendar may bring a zone that nobody else knows. */
        private static long shown(Instant instant, TimeZone clock) {
            return instant.toEpochMilli() + clock.getOffset(instant.toEpochMilli());
        }

        Duration reach() {
            return by.abs().plus(length.atMost()).plusDays(1);
        }
    }

    /**
     * How long each occurrence lasts.
     *
     * @param days for events of whole days, which are shorter or longer when clocks change; else null
     */
    private record Length(Duration exact, @Nullable Long days, ZoneId zone) {
        static Length of(VEvent event, ZoneId zone) {
            ICalDate start = event.getDateStart().getValue();
            Instant from = start.toInstant();
            Instant to = from;
            if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
                to = event.getDateEnd().getValue().toInstant();
            } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
                to = from.plusMillis(event.getDuration().getValue().toMillis());
            } else if (!start.hasTime()) {
                to = day(from, zone).plusDays(1).atStartOfDay(zone).toInstant();
            }
            return new Length(
                    Duration.between(from, to),
                    start.hasTime() ? null : ChronoUnit.DAYS.between(day(from, zone), day(to, zone)),
                    zone);
        }

        private static LocalDate day(Instant instant, ZoneId zone) {
            return LocalDate.ofInstant(instant, zone);
        }

        Duration atMost() {
            return exact.plusDays(1);
        }

        /** Whole days come as those of UTC, wherever they are meant. */
        Instant begin(Instant next) {
            return days == null
                    ? next
                    : day(next, ZoneOffset.UTC).atStartOfDay(zone).toInstant();
        }

        Instant end(Instant from) {
            return days == null
                    ? from.plus(exact)
                    : day(from, zone).plusDays(days).atStartOfDay(zone).toInstant();
        }
    }

    /** Says why a calendar does not count, in words of the file, which hold whatever it holds. */
    static final class Unreadable extends Exception {
        private Unreadable(String why) {
            super(Texts.shown(why));
        }

        private Unreadable(String why, Exception cause) {
            super(Texts.shown(why), cause);
        }
    }
}
