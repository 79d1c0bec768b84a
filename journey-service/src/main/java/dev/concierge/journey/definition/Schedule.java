package dev.concierge.journey.definition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * When guests are taken in by the clock.
 *
 * @param perMinute at most so many; 0 for as many as can be
 */
public record Schedule(When when, Who who, int perMinute) {
    /** Who is taken in. */
    public sealed interface Who {}

    /** Everybody who is known. */
    public record Everybody() implements Who {}

    public record Listed(List<String> guests) implements Who {
        public Listed {
            guests = guests.stream().sorted().distinct().toList();
        }
    }

    /** Who is in the segment when the time has come. */
    public record Members(String segment) implements Who {}

    /** The next time after a moment; empty when there is none left. */
    public Optional<Instant> next(Instant after) {
        return switch (when) {
            case Once(var at) -> at.isAfter(after) ? Optional.of(at) : Optional.empty();
            case Recurring recurring -> recurring.next(after);
        };
    }

    /** One time, or many. */
    public sealed interface When {}

    public record Once(Instant at) implements When {}

    /** @param rule an RRULE (RFC 5545, 3.3.10), by the clocks of the zone */
    public record Recurring(String rule, LocalDateTime first, Zone zone) implements When {
        private static final Set<Freq> OFTEN = EnumSet.of(Freq.SECONDLY, Freq.MINUTELY);

        /** Null when it can be read. */
        static @Nullable String faultOf(String rule) {
            try {
                RecurrenceRule parsed = new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
                if (OFTEN.contains(parsed.getFreq()) || isSeveralTimesAnHour(parsed)) {
                    return "more often than hourly";
                }
                parsed.iterator(floating(LocalDateTime.MIN.withYear(2020)));
                return null;
            } catch (InvalidRecurrenceRuleException | IllegalArgumentException broken) {
                return broken.getMessage();
            }
        }

        /** The library writes all times of a year out at once, and 86,400 of each day fill any heap. */
        private static boolean isSeveralTimesAnHour(RecurrenceRule rule) {
            return Stream.of(Part.BYMINUTE, Part.BYSECOND)
                    .anyMatch(part -> rule.hasPart(part) && rule.getByPart(part).size() > 1);
        }

        Optional<Instant> next(Instant after) {
            RecurrenceRuleIterator times = parsed().iterator(floating(first));
            LocalDateTime from = LocalDateTime.ofInstant(after, zone.id()).minusDays(1);
            if (from.isAfter(first)) {
                times.fastForward(floating(from));
            }
            while (times.hasNext()) {
                DateTime time = times.nextDateTime();
                LocalDateTime local = LocalDateTime.of(
                        time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(), time.getMinutes());
                Instant moment = zone.at(local.toLocalDate(), local.toLocalTime());
                if (moment.isAfter(after)) {
                    return Optional.of(moment);
                }
            }
            return Optional.empty();
        }

        private RecurrenceRule parsed() {
            try {
                return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
            } catch (InvalidRecurrenceRuleException broken) {
                throw new IllegalStateException("rule: " + rule + " (expected: one that was checked)", broken);
            }
        }

        private static DateTime floating(LocalDateTime at) {
            return new DateTime(
                    at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), 0);
        }
    }
}
