package dev.concierge.resource.availability;

import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferTerms;
import dev.concierge.resource.offer.OfferTerms.Requirement;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.unit.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * When an offer can be booked: it opens, every step from there a booking may begin, and the offer must be open and enough
 * of each requirement free as long as the booking lasts. Says it from what it is given, and nothing else.
 *
 * @param occupancy of the units, by what was taken; a unit that is not there is not free
 */
public record Slots(Offer offer, int party, Duration length, Instant now, Map<UnitId, Occupancy> occupancy) {

    /** Those that begin in a span, each by the units it would take, in the order of time. */
    public List<Slot> beginningIn(Span asked) {
        List<Slot> slots = new ArrayList<>();
        visit(asked, slot -> {
            slots.add(slot);
            return true;
        });
        return slots;
    }

    /** Shows the slots in the order of time for as long as the visitor wants more. */
    void visit(Span asked, Predicate<Slot> visitor) {
        bookable(asked).ifPresent(within -> visit(open(within), within, visitor));
    }

    /** Shows the first slot of each day, by the clock of the offer. */
    void visitDays(Span asked, Consumer<Slot> visitor) {
        bookable(asked).ifPresent(within -> {
            List<Span> open = open(within);
            for (Span day : days(within)) {
                Span reached = new Span(day.from(), day.to().plus(length));
                visit(open.stream().filter(reached::overlaps).toList(), day, slot -> {
                    visitor.accept(slot);
                    return false;
                });
            }
        });
    }

    /** What of it is neither too soon nor too far ahead; a booking may begin at the furthest moment itself. */
    private Optional<Span> bookable(Span asked) {
        Instant soonest = now.plus(terms().leadTime());
        Instant end = now.plus(terms().furthest()).plusNanos(1);
        Instant from = asked.from().isAfter(soonest) ? asked.from() : soonest;
        Instant to = asked.to().isBefore(end) ? asked.to() : end;
        return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    /** When it is open for what begins within the span. */
    private List<Span> open(Span within) {
        return offer.openTimes().in(new Span(within.from(), within.to().plus(length)));
    }

    private List<Span> days(Span within) {
        ZoneId zone = offer.openTimes().zone();
        List<Span> days = new ArrayList<>();
        Instant from = within.from();
        while (from.isBefore(within.to())) {
            Instant night = LocalDate.ofInstant(from, zone)
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
            days.add(new Span(from, night.isBefore(within.to()) ? night : within.to()));
            from = night;
        }
        return days;
    }

    private void visit(List<Span> open, Span within, Predicate<Slot> visitor) {
        Coverage coverage = new Coverage(open);
        eachBeginning(open, within, begin -> {
            Span when = Span.of(begin, length);
            Optional<Slot> slot = coverage.covers(when) ? slot(when) : Optional.empty();
            return slot.isEmpty() || visitor.test(slot.get());
        });
    }

    /** The slot that begins just then, where there is one. */
    public Optional<Slot> at(Instant begin) {
        return beginningIn(Span.of(begin, Duration.ofNanos(1000))).stream().findFirst();
    }

    /** Whether the offer opens for a booking just then, be it free or not. */
    public boolean isOffered(Instant begin) {
        Map<UnitId, Occupancy> empty = new HashMap<>();
        occupancy.forEach((unit, some) -> empty.put(unit, Occupancy.of(some.capacity(), List.of())));
        return new Slots(offer, party, length, now, empty).at(begin).isPresent();
    }

    /** In the order of time, each once, for as long as more are wanted. */
    private void eachBeginning(List<Span> open, Span within, Predicate<Instant> more) {
        if (isDisjoint(open)) {
            for (Span span : open) {
                if (!inOne(span, within, more)) {
                    return;
                }
            }
            return;
        }
        TreeSet<Instant> all = new TreeSet<>();
        open.forEach(span -> inOne(span, within, begin -> {
            all.add(begin);
            return true;
        }));
        for (Instant begin : all) {
            if (!more.test(begin)) {
                return;
            }
        }
    }

    private boolean inOne(Span span, Span within, Predicate<Instant> more) {
        long step = terms().step().toMillis();
        long behind = Duration.between(span.from(), within.from()).toMillis();
        Instant begin = span.from().plusMillis(behind <= 0 ? 0 : behind / step * step);
        while (begin.isBefore(span.to()) && begin.isBefore(within.to())) {
            if (!begin.isBefore(within.from()) && !more.test(begin)) {
                return false;
            }
            begin = begin.plusMillis(step);
        }
        return true;
    }

    private static boolean isDisjoint(List<Span> open) {
        for (int i = 1; i < open.size(); i++) {
            if (open.get(i).from().isBefore(open.get(i - 1).to())) {
                return false;
            }
        }
        return true;
    }

    private Optional<Slot> slot(Span when) {
        Span blocked = when.widened(terms().bufferBefore(), terms().bufferAfter());
        List<Choice> choices = new ArrayList<>();
        int left = Integer.MAX_VALUE;
        for (Requirement requirement : terms().requires()) {
            Optional<Choice> choice = choice(requirement, blocked);
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            choices.add(choice.get());
            left = Math.min(left, choice.get().left());
        }
        return Optional.of(new Slot(when, blocked, left, choices));
    }

    private Optional<Choice> choice(Requirement requirement, Span blocked) {
        for (UnitId unit : requirement.units()) {
            Occupancy some = occupancy.get(unit);
            if (some == null || some.capacity() < party) {
                continue;
            }
            int free = some.free(blocked);
            if (requirement.shared() ? free >= party : free == some.capacity()) {
                int seats = requirement.shared() ? party : some.capacity();
                return Optional.of(new Choice(unit, seats, free - seats));
            }
        }
        return Optional.empty();
    }

    private OfferTerms terms() {
        return offer.terms();
    }

    /**
     * A time that can be booked.
     *
     * @param blocked with what is kept free before and after
     * @param left how many more people would fit in beside, in the same units
     */
    public record Slot(Span when, Span blocked, int left, List<Choice> choices) {
        public Slot {
            choices = List.copyOf(choices);
        }
    }

    /** A unit that a booking would take, and how much of it. */
    public record Choice(UnitId unit, int seats, int left) {}

    /** Open spans that touch or overlap, as one. */
    private static final class Coverage {
        private final List<Span> merged = new ArrayList<>();
        private int at;

        Coverage(List<Span> byBeginning) {
            for (Span span : byBeginning) {
                Span last = merged.isEmpty() ? null : merged.getLast();
                if (last == null || span.from().isAfter(last.to())) {
                    merged.add(span);
                } else if (span.to().isAfter(last.to())) {
                    merged.set(merged.size() - 1, new Span(last.from(), span.to()));
                }
            }
        }

        /** Asked in the order of time. */
        boolean covers(Span when) {
            while (at < merged.size() && !merged.get(at).to().isAfter(when.from())) {
                at++;
            }
            return at < merged.size()
                    && !merged.get(at).from().isAfter(when.from())
                    && !merged.get(at).to().isBefore(when.to());
        }
    }
}
