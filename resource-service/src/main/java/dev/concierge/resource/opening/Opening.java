package dev.concierge.resource.opening;

import dev.concierge.platform.problem.InvalidInput;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When an offer is open. Hours belong to the day on which they begin.
 *
 * @param weekly the same every week
 * @param rules days that come back by a rule of RFC 5545
 * @param exceptions days with hours of their own in place of all others, or with none
 */
public record Opening(
        @Size(max = 50) List<@Valid @NotNull Weekly> weekly,
        @Size(max = 50) List<@Valid @NotNull Recurring> rules,
        @Size(max = 1000) List<@Valid @NotNull SpecialDay> exceptions) {
    public Opening {
        weekly = weekly == null ? List.of() : weekly;
        rules = rules == null ? List.of() : rules;
        exceptions = exceptions == null ? List.of() : exceptions;
    }

    /** @throws InvalidInput naming what cannot be */
    public void check(String pointer) {
        for (int i = 0; i < rules.size(); i++) {
            RecurringDays.check(rules.get(i), pointer + "/rules/" + i + "/rrule");
        }
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; i < exceptions.size(); i++) {
            LocalDate day = exceptions.get(i).date();
            if (!days.add(day)) {
                throw new InvalidInput(pointer + "/exceptions/" + i + "/date", day, "a day that is named once");
            }
        }
    }

    /** The same hours on some days of every week. */
    public record Weekly(
            @NotEmpty @Size(max = 7) Set<@NotNull DayOfWeek> days,

            @NotNull(message = Hours.EXPECTED) @Pattern(regexp = Hours.TIME, message = Hours.EXPECTED)
            String from,

            @NotNull(message = Hours.EXPECTED) @Pattern(regexp = Hours.TIME, message = Hours.EXPECTED)
            String to) {
        Hours hours() {
            return new Hours(from, to);
        }
    }

    /**
     * The same hours on days that come back.
     *
     * @param start the first day, which the rule counts from
     * @param rrule without the times: {@code FREQ=MONTHLY;BYDAY=1MO}
     * @param except days of the rule that are left out
     */
    public record Recurring(
            @NotNull LocalDate start,

            @NotNull(message = Hours.EXPECTED) @Pattern(regexp = Hours.TIME, message = Hours.EXPECTED)
            String from,

            @NotNull(message = Hours.EXPECTED) @Pattern(regexp = Hours.TIME, message = Hours.EXPECTED)
            String to,

            @NotNull @Size(max = 500) String rrule,
            @Size(max = 1000) Set<@NotNull LocalDate> except) {
        public Recurring {
            except = except == null ? Set.of() : except;
        }

        Hours hours() {
            return new Hours(from, to);
        }
    }

    /**
     * A day that is not like the others.
     *
     * @param hours none when it is closed
     */
    public record SpecialDay(
            @NotNull LocalDate date,
            @NotNull @Size(max = 20) List<@Valid @NotNull Hours> hours) {}
}
