package dev.concierge.datemaker.series;

import dev.concierge.platform.problem.InvalidInput;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When a series comes back: RFC 5545, 3.3.10, by the venue's clock. A time that the clock skips is as much later as it
 * skips; of a time that comes twice it is the first.
 */
record Recurrence(String rule) {
    /** Nobody dates several times a day; and a bound on what one rule can ask for. */
    private static final Set<Freq> ALLOWED = EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private static final int MOST = 500;

    static Recurrence of(String rule) {
        return new Recurrence(rule);
    }

    /** @throws InvalidInput naming what is wrong with the rule */
    static Recurrence checked(String rule, LocalDateTime first) {
        try {
            RecurrenceRule parsed = new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
            if (!ALLOWED.contains(parsed.getFreq())) {
                throw new InvalidInput("/rule", rule, "a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY");
            }
            if (Stream.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND)
                    .anyMatch(part ->
                            parsed.hasPart(part) && parsed.getByPart(part).size() > 1)) {
                throw new InvalidInput("/rule", rule, "one time of the day");
            }
            parsed.iterator(floating(first));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException broken) {
            throw new InvalidInput("/rule", rule, "an RRULE such as FREQ=WEEKLY;BYDAY=FR, an UNTIL without zone");
        }
        return new Recurrence(rule);
    }

    /** The starts after one instant and up to another. */
    List<Instant> between(LocalDateTime first, ZoneId zone, Instant after, Instant until) {
        List<Instant> starts = new ArrayList<>();
        RecurrenceRuleIterator times = parsed().iterator(floating(first));
        LocalDateTime from = LocalDateTime.ofInstant(after, zone).minusDays(1);
        if (from.isAfter(first)) {
            times.fastForward(floating(from));
        }
        while (times.hasNext() && starts.size() < MOST) {
            Instant start = local(times.nextDateTime()).atZone(zone).toInstant();
            if (start.isAfter(until)) {
                break;
            }
            if (start.isAfter(after)) {
                starts.add(start);
            }
        }
        return starts;
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
                at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
    }

    private static LocalDateTime local(DateTime at) {
        return LocalDateTime.of(
                at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
    }
}
