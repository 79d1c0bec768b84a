package dev.concierge.resource.opening;

import dev.concierge.platform.problem.InvalidInput;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The days of a recurrence rule: RFC 5545, 3.3.10. */
final class RecurringDays {
    /** Hours come from elsewhere; and a bound on what one rule can ask for. */
    private static final Set<Freq> ALLOWED = EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private static final int MOST = 1_000;

    private final RecurrenceRule rule;
    private final Opening.Recurring recurring;

    RecurringDays(Opening.Recurring recurring) {
        this.recurring = recurring;
        try {
            this.rule = new RecurrenceRule(recurring.rrule(), RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException broken) {
            throw new IllegalStateException(
                    "rrule: " + recurring.rrule() + " (expected: one that was checked)", broken);
        }
    }

    /** @throws InvalidInput naming what is wrong with the rule */
    static void check(Opening.Recurring recurring, String pointer) {
        try {
            RecurrenceRule parsed = new RecurrenceRule(recurring.rrule(), RfcMode.RFC5545_STRICT);
            if (!ALLOWED.contains(parsed.getFreq())) {
                throw new InvalidInput(pointer, recurring.rrule(), "a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY");
            }
            if (Stream.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND)
                    .anyMatch(part ->
                            parsed.hasPart(part) && parsed.getByPart(part).size() > 1)) {
                throw new InvalidInput(pointer, recurring.rrule(), "days alone; their hours are from and to");
            }
            parsed.iterator(day(recurring.start()));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException broken) {
            throw new InvalidInput(
                    pointer,
                    recurring.rrule(),
                    "an RRULE of days such as FREQ=MONTHLY;BYDAY=1MO, an UNTIL without time");
        }
    }

    /** From one day up to another, both of them included. */
    Set<LocalDate> between(LocalDate first, LocalDate last) {
        Set<LocalDate> days = new HashSet<>();
        RecurrenceRuleIterator all = rule.iterator(day(recurring.start()));
        if (first.isAfter(recurring.start())) {
            all.fastForward(day(first));
        }
        while (all.hasNext() && days.size() < MOST) {
            DateTime next = all.nextDateTime();
            LocalDate day = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
            if (day.isAfter(last)) {
                break;
            }
            if (!day.isBefore(first) && !recurring.except().contains(day)) {
                days.add(day);
            }
        }
        return days;
    }

    private static DateTime day(LocalDate date) {
        return new DateTime(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
    }
}
