package dev.concierge.resource.opening;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The spans of time in which an offer is open. */
public final class OpenTimes {
    private final ZoneId zone;
    private final Map<DayOfWeek, List<LocalHours>> weekly = new EnumMap<>(DayOfWeek.class);
    private final List<Rule> rules;
    private final Map<LocalDate, List<LocalHours>> special;

    public OpenTimes(Opening opening, ZoneId zone) {
        this.zone = zone;
        opening.weekly().forEach(week -> {
            LocalHours hours = week.hours().read();
            week.days()
                    .forEach(day ->
                            weekly.computeIfAbsent(day, _ -> new ArrayList<>()).add(hours));
        });
        this.rules = opening.rules().stream()
                .map(rule -> new Rule(new RecurringDays(rule), rule.hours().read()))
                .toList();
        this.special = opening.exceptions().stream()
                .collect(Collectors.toMap(
                        Opening.SpecialDay::date,
                        day -> day.hours().stream().map(Hours::read).toList()));
    }

    public ZoneId zone() {
        return zone;
    }

    /** All that have a part in it, whole, by their beginnings; some may overlap others. */
    public List<Span> in(Span asked) {
        LocalDate first = LocalDate.ofInstant(asked.from(), zone).minusDays(2);
        LocalDate last = LocalDate.ofInstant(asked.to(), zone);
        Map<LocalDate, List<LocalHours>> ruled = ruled(first, last);
        List<Span> spans = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate today = day;
            hours(today, ruled)
                    .flatMap(hours -> hours.on(today, zone).stream())
                    .filter(asked::overlaps)
                    .forEach(spans::add);
        }
        spans.sort(Comparator.comparing(Span::from).thenComparing(Span::to));
        return spans;
    }

    private Map<LocalDate, List<LocalHours>> ruled(LocalDate first, LocalDate last) {
        Map<LocalDate, List<LocalHours>> ruled = new HashMap<>();
        rules.forEach(rule -> rule.days()
                .between(first, last)
                .forEach(day ->
                        ruled.computeIfAbsent(day, _ -> new ArrayList<>()).add(rule.hours())));
        return ruled;
    }

    private Stream<LocalHours> hours(LocalDate day, Map<LocalDate, List<LocalHours>> ruled) {
        List<LocalHours> exception = special.get(day);
        return exception != null
                ? exception.stream()
                : Stream.concat(
                        weekly.getOrDefault(day.getDayOfWeek(), List.of()).stream(),
                        ruled.getOrDefault(day, List.of()).stream());
    }

    private record Rule(RecurringDays days, LocalHours hours) {}
}
