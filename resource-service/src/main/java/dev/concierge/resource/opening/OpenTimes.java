package dev.concierge.resource.opening;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The spans of time in which an offer is open. */
public final class OpenTimes {
    private final Opening opening;
    private final ZoneId zone;
    private final Map<LocalDate, Opening.SpecialDay> special;
    private final List<RecurringDays> recurring;

    public OpenTimes(Opening opening, ZoneId zone) {
        this.opening = opening;
        this.zone = zone;
        this.special =
                opening.exceptions().stream().collect(Collectors.toMap(Opening.SpecialDay::date, Function.identity()));
        this.recurring = opening.rules().stream().map(RecurringDays::new).toList();
    }

    public ZoneId zone() {
        return zone;
    }

    /** All that have a part in it, whole, by their beginnings; some may overlap others. */
    public List<Span> in(Span asked) {
        LocalDate first = LocalDate.ofInstant(asked.from(), zone).minusDays(2);
        LocalDate last = LocalDate.ofInstant(asked.to(), zone);
        List<Set<LocalDate>> byRule =
                recurring.stream().map(rule -> rule.between(first, last)).toList();
        List<Span> spans = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate today = day;
            hours(today, byRule)
                    .flatMap(hours -> hours.on(today, zone).stream())
                    .filter(asked::overlaps)
                    .forEach(spans::add);
        }
        spans.sort(Comparator.comparing(Span::from).thenComparing(Span::to));
        return spans;
    }

    private Stream<Hours> hours(LocalDate day, List<Set<LocalDate>> byRule) {
        Opening.SpecialDay exception = special.get(day);
        if (exception != null) {
            return exception.hours().stream();
        }
        Stream<Hours> weekly = opening.weekly().stream()
                .filter(week -> week.days().contains(day.getDayOfWeek()))
                .map(Opening.Weekly::hours);
        Stream<Hours> rules = IntStream.range(0, byRule.size())
                .filter(rule -> byRule.get(rule).contains(day))
                .mapToObj(rule -> opening.rules().get(rule).hours());
        return Stream.concat(weekly, rules);
    }
}
