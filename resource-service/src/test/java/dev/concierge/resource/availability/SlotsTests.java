package dev.concierge.resource.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.resource.availability.Occupancy.Taken;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferTerms;
import dev.concierge.resource.offer.OfferTerms.Party;
import dev.concierge.resource.offer.OfferTerms.Requirement;
import dev.concierge.resource.opening.Hours;
import dev.concierge.resource.opening.OpenTimes;
import dev.concierge.resource.opening.Opening;
import dev.concierge.resource.opening.Opening.Recurring;
import dev.concierge.resource.opening.Opening.SpecialDay;
import dev.concierge.resource.opening.Opening.Weekly;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.price.Price;
import dev.concierge.resource.price.Price.Per;
import dev.concierge.resource.unit.UnitId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against an oracle that knows minutes, the wall clock and counting, and nothing else. */
class SlotsTests {
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29",
        "Europe/Berlin, 2026-10-25",
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "Australia/Lord_Howe, 2026-04-05",
        "Australia/Lord_Howe, 2026-10-04",
        "Africa/Casablanca, 2026-02-15",
        "Africa/Casablanca, 2026-03-22",
        "America/Santiago, 2026-04-05",
        "America/Santiago, 2026-09-06",
        "Pacific/Auckland, 2026-12-31",
        "UTC, 2028-02-29"
    })
    void aSlotIsFreeExactlyWhenEveryMinuteOfItIs(String zone, LocalDate day) {
        Random random = new Random(day.toEpochDay());
        int slots = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Case some = Case.random(random, ZoneId.of(zone), day);

            List<Instant> found = some.slots().beginningIn(some.asked()).stream()
                    .map(slot -> slot.when().from())
                    .toList();

            assertThat(found).as("round %d: %s", round, some).isEqualTo(new Oracle(some).beginnings());
            slots += found.size();
        }
        assertThat(slots).isGreaterThan(ROUNDS);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29",
        "America/New_York, 2026-11-01",
        "Australia/Lord_Howe, 2026-04-05",
        "America/Santiago, 2026-04-05",
        "America/Santiago, 2026-09-06",
        "UTC, 2028-02-29"
    })
    void theFirstSlotOfADayIsTheFirstOfItsFreeMinutes(String zone, LocalDate day) {
        Random random = new Random(day.toEpochDay());
        int days = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Case some = Case.random(random, ZoneId.of(zone), day).over(Duration.ofDays(5));
            Map<LocalDate, Instant> firsts = new TreeMap<>();
            new Oracle(some)
                    .beginnings()
                    .forEach(begin -> firsts.putIfAbsent(LocalDate.ofInstant(begin, some.zone()), begin));

            List<Instant> found = new ArrayList<>();
            some.slots().visitDays(some.asked(), slot -> found.add(slot.when().from()));

            assertThat(found).as("round %d: %s", round, some).containsExactlyElementsOf(firsts.values());
            days += found.size();
        }
        assertThat(days).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void whatIsOfferedWouldFitIntoTheUnitsThatItNames() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            Case some = Case.random(random, ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 6, 1));
            for (Slots.Slot slot : some.slots().beginningIn(some.asked())) {
                assertThat(slot.choices()).hasSameSizeAs(some.terms().requires());
                slot.choices().forEach(choice -> {
                    List<Taken> with = new ArrayList<>(some.taken().getOrDefault(choice.unit(), List.of()));
                    with.add(new Taken(slot.blocked(), choice.seats()));
                    for (Instant at = slot.blocked().from();
                            at.isBefore(slot.blocked().to());
                            at = at.plusSeconds(60)) {
                        assertThat(Oracle.taken(with, at))
                                .isLessThanOrEqualTo(some.capacities().getOrDefault(choice.unit(), 0));
                    }
                });
            }
        }
    }

    /** One offer and what is taken of its units. */
    private record Case(
            OfferTerms terms,
            ZoneId zone,
            Map<UnitId, Integer> capacities,
            Map<UnitId, List<Taken>> taken,
            int party,
            Duration length,
            Instant now,
            Span asked) {

        static Case random(Random random, ZoneId zone, LocalDate day) {
            Map<UnitId, Integer> capacities = new HashMap<>();
            List<Requirement> requires = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                List<String> anyOf = new ArrayList<>();
                for (int j = 0; j <= random.nextInt(2); j++) {
                    String unit = "u" + i + j;
                    anyOf.add(unit);
                    capacities.put(new UnitId(unit), 1 + random.nextInt(5));
                }
                requires.add(new Requirement(anyOf, random.nextBoolean()));
            }
            Instant start = day.minusDays(1).atStartOfDay(zone).toInstant();
            Map<UnitId, List<Taken>> taken = new HashMap<>();
            capacities.forEach((unit, capacity) -> taken.put(unit, someTaken(random, start, capacity)));
            List<Duration> durations = List.of(Duration.ofMinutes(15L * (1 + random.nextInt(12))));
            OfferTerms terms = new OfferTerms(
                    "some",
                    true,
                    requires,
                    new Party(1, 5),
                    durations,
                    Duration.ofMinutes(5L * (1 + random.nextInt(12))),
                    Duration.ofMinutes(5L * random.nextInt(3)),
                    Duration.ofMinutes(5L * random.nextInt(3)),
                    opening(random, day),
                    Duration.ofMinutes(random.nextInt(600)),
                    Duration.ofHours(1 + random.nextInt(72)),
                    Duration.ofMinutes(10),
                    false,
                    new Price("EUR", List.of(new Price.Charge("x", Per.BOOKING, 1)), List.of(), List.of()),
                    List.of(),
                    null);
            Instant from = start.plus(random.nextInt(1440), ChronoUnit.MINUTES);
            return new Case(
                    terms,
                    zone,
                    capacities,
                    taken,
                    1 + random.nextInt(3),
                    durations.getFirst(),
                    start.plus(random.nextInt(1440), ChronoUnit.MINUTES),
                    new Span(from, from.plus(1 + random.nextInt(2880), ChronoUnit.MINUTES)));
        }

        Case over(Duration asking) {
            return new Case(
                    terms,
                    zone,
                    capacities,
                    taken,
                    party,
                    length,
                    now,
                    new Span(asked.from(), asked.from().plus(asking)));
        }

        Slots slots() {
            OfferId id = new OfferId(new BusinessId("b"), new UUID(0, 1));
            Map<UnitId, Occupancy> occupancy = new HashMap<>();
            capacities.forEach((unit, capacity) ->
                    occupancy.put(unit, Occupancy.of(capacity, taken.getOrDefault(unit, List.of()))));
            Offer offer = new Offer(
                    id,
                    new Place(id.business(), new LocationId("l")),
                    terms,
                    new OpenTimes(terms.opening(), zone),
                    1,
                    now,
                    now);
            return new Slots(offer, party, length, now, occupancy);
        }

        private static List<Taken> someTaken(Random random, Instant start, int capacity) {
            List<Taken> taken = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                Instant from = start.plus(random.nextInt(4320), ChronoUnit.MINUTES);
                taken.add(new Taken(
                        new Span(from, from.plus(1 + random.nextInt(240), ChronoUnit.MINUTES)),
                        1 + random.nextInt(capacity)));
            }
            return taken;
        }

        private static Opening opening(Random random, LocalDate day) {
            List<Weekly> weekly = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
                for (DayOfWeek each : DayOfWeek.values()) {
                    if (random.nextInt(3) > 0) {
                        days.add(each);
                    }
                }
                weekly.add(new Weekly(days, time(random), time(random)));
            }
            List<Recurring> rules = random.nextBoolean()
                    ? List.of()
                    : List.of(new Recurring(
                            day.minusDays(1),
                            time(random),
                            time(random),
                            "FREQ=DAILY;INTERVAL=" + (1 + random.nextInt(2)),
                            random.nextBoolean() ? Set.of() : Set.of(day)));
            List<SpecialDay> special = random.nextInt(3) > 0
                    ? List.of()
                    : List.of(new SpecialDay(
                            day, random.nextBoolean() ? List.of() : List.of(new Hours(time(random), time(random)))));
            return new Opening(weekly, rules, special);
        }

        /** Half of them where clocks are changed. */
        private static String time(Random random) {
            int hour = random.nextBoolean() ? random.nextInt(5) : random.nextInt(24);
            return "%02d:%02d".formatted(hour, 5 * random.nextInt(12));
        }
    }

    /** Every minute by itself. */
    private record Oracle(Case some) {
        List<Instant> beginnings() {
            Map<Instant, Set<Instant>> openSince = openMinutes();
            List<Instant> beginnings = new ArrayList<>();
            Instant horizon = some.now().plus(some.terms().furthest());
            for (Instant at = some.asked().from(); at.isBefore(some.asked().to()); at = at.plusSeconds(60)) {
                if (!at.isBefore(some.now().plus(some.terms().leadTime()))
                        && !at.isAfter(horizon)
                        && begins(at, openSince.getOrDefault(at, Set.of()))
                        && isOpen(at, openSince)
                        && isFree(at)) {
                    beginnings.add(at);
                }
            }
            return beginnings;
        }

        private boolean begins(Instant at, Set<Instant> openings) {
            return openings.stream()
                    .anyMatch(opened -> ChronoUnit.MINUTES.between(opened, at)
                                    % some.terms().step().toMinutes()
                            == 0);
        }

        private boolean isOpen(Instant from, Map<Instant, Set<Instant>> openSince) {
            for (Instant at = from; at.isBefore(from.plus(some.length())); at = at.plusSeconds(60)) {
                if (!openSince.containsKey(at)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isFree(Instant from) {
            Instant first = from.minus(some.terms().bufferBefore());
            Instant last = from.plus(some.length()).plus(some.terms().bufferAfter());
            return some.terms().requires().stream()
                    .allMatch(requirement -> requirement.units().stream().anyMatch(unit -> {
                        int capacity = some.capacities().getOrDefault(unit, 0);
                        int needed = requirement.shared() ? some.party() : capacity;
                        for (Instant at = first; at.isBefore(last); at = at.plusSeconds(60)) {
                            if (capacity < some.party()
                                    || taken(some.taken().getOrDefault(unit, List.of()), at) + needed > capacity) {
                                return false;
                            }
                        }
                        return true;
                    }));
        }

        static int taken(List<Taken> all, Instant at) {
            return all.stream()
                    .filter(each ->
                            !each.when().from().isAfter(at) && each.when().to().isAfter(at))
                    .mapToInt(Taken::seats)
                    .sum();
        }

        /** For each minute in which it is open, when that opening began. */
        private Map<Instant, Set<Instant>> openMinutes() {
            Map<Instant, Set<Instant>> minutes = new TreeMap<>();
            LocalDate first =
                    LocalDate.ofInstant(some.asked().from(), some.zone()).minusDays(3);
            LocalDate last = LocalDate.ofInstant(some.asked().to().plus(some.length()), some.zone())
                    .plusDays(1);
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                for (Hours hours : hours(day)) {
                    Instant opens = reading(day, hours.from());
                    LocalDate end = hours.to().compareTo(hours.from()) > 0 ? day : day.plusDays(1);
                    Instant closes = reading(end, hours.to());
                    for (Instant at = opens; at.isBefore(closes); at = at.plusSeconds(60)) {
                        minutes.computeIfAbsent(at, _ -> new HashSet<>()).add(opens);
                    }
                }
            }
            return minutes;
        }

        private List<Hours> hours(LocalDate day) {
            Opening opening = some.terms().opening();
            for (SpecialDay special : opening.exceptions()) {
                if (special.date().equals(day)) {
                    return special.hours();
                }
            }
            List<Hours> hours = new ArrayList<>();
            opening.weekly().stream()
                    .filter(week -> week.days().contains(day.getDayOfWeek()))
                    .forEach(week -> hours.add(new Hours(week.from(), week.to())));
            opening.rules().stream()
                    .filter(rule -> !day.isBefore(rule.start())
                            && !rule.except().contains(day)
                            && ChronoUnit.DAYS.between(rule.start(), day)
                                            % (rule.rrule().endsWith("2") ? 2 : 1)
                                    == 0)
                    .forEach(rule -> hours.add(new Hours(rule.from(), rule.to())));
            return hours;
        }

        /** The first minute in which the clock on the wall shows it; where it never does, as much later as it skips. */
        private Instant reading(LocalDate day, String time) {
            LocalDateTime wanted = day.atTime(LocalTime.parse(time));
            Instant start = wanted.toInstant(ZoneOffset.UTC).minus(15, ChronoUnit.HOURS);
            LocalDateTime before = LocalDateTime.ofInstant(start, some.zone());
            for (Instant at = start; ; at = at.plusSeconds(60)) {
                LocalDateTime shown = LocalDateTime.ofInstant(at, some.zone());
                if (shown.equals(wanted)) {
                    return at;
                }
                if (before.isBefore(wanted) && shown.isAfter(wanted)) {
                    long skipped = ChronoUnit.MINUTES.between(before, shown) - 1;
                    LocalDateTime later = wanted.plusMinutes(skipped);
                    return at.plus(ChronoUnit.MINUTES.between(shown, later), ChronoUnit.MINUTES);
                }
                before = shown;
            }
        }
    }
}
