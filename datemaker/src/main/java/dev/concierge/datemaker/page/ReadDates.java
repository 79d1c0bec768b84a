package dev.concierge.datemaker.page;

import dev.concierge.datemaker.booking.Seats;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.page.MyDates.MyCall;
import dev.concierge.datemaker.page.MyDates.MyDate;
import dev.concierge.datemaker.page.MyDates.Offer;
import dev.concierge.datemaker.page.MyDates.Phase;
import dev.concierge.datemaker.page.Partners.Partner;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.datemaker.registration.Registrations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a guest's page shows. */
@Component
class ReadDates {
    private static final Duration BACK = Duration.ofDays(30);
    private static final int MINE = 20;
    private static final int NEXT = 20;
    private static final Set<DateEventState> OPEN =
            EnumSet.of(DateEventState.NOT_STARTED, DateEventState.REG_CONFIRM, DateEventState.READY);

    private final DateEvents events;
    private final Registrations registrations;
    private final Calls calls;
    private final Partners partners;
    private final Seats seats;
    private final Clock clock;

    ReadDates(
            DateEvents events, Registrations registrations, Calls calls, Partners partners, Seats seats, Clock clock) {
        this.events = events;
        this.registrations = registrations;
        this.calls = calls;
        this.partners = partners;
        this.seats = seats;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public MyDates of(UUID guest) {
        Instant now = clock.instant();
        List<Registration> known = registrations.ofGuest(guest, now.minus(BACK), Limit.of(MINE));
        Map<UUID, DateEvent> byId = new HashMap<>();
        events.findByIdIn(known.stream()
                        .map(registration -> new DateEventId(registration.id().eventId()))
                        .toList())
                .forEach(event -> byId.put(event.id().value(), event));
        Map<UUID, List<Partner>> met = partners.of(
                known.stream()
                        .filter(Registration::hasCome)
                        .map(registration -> registration.id().eventId())
                        .toList(),
                guest);
        Map<UUID, Seats.Bill> bills = seats.billsOf(guest);
        List<MyDate> mine = known.stream()
                .flatMap(registration -> Stream.ofNullable(
                                byId.get(registration.id().eventId()))
                        .map(event -> date(
                                event,
                                registration,
                                bills.get(event.id().value()),
                                met.getOrDefault(event.id().value(), List.of()))))
                .sorted(Comparator.comparing((MyDate date) -> urgency(date.phase()))
                        .thenComparing(
                                date -> Duration.between(now, date.startsAt()).abs()))
                .toList();
        Set<UUID> taken = mine.stream()
                .filter(date -> date.phase() != Phase.OVER)
                .map(MyDate::eventId)
                .collect(Collectors.toSet());
        List<Offer> next = events.startingAfter(now, new UUID(0, 0), OPEN, Limit.of(NEXT)).stream()
                .filter(event -> !taken.contains(event.id().value()) && takesGuests(event, now))
                .map(Offer::of)
                .toList();
        return new MyDates(now, mine, next);
    }

    private static boolean takesGuests(DateEvent event, Instant now) {
        return event.closesAt() == null || now.isBefore(event.closesAt());
    }

    private static int urgency(Phase phase) {
        return switch (phase) {
            case CALL, BREAK -> 0;
            case LOBBY -> 1;
            case CHOOSE -> 2;
            case ASKED, BOOKING -> 3;
            case COMES -> 4;
            case RESULTS -> 5;
            case SEAT, WAITING -> 6;
            case OVER -> 7;
        };
    }

    private MyDate date(DateEvent event, Registration registration, Seats.@Nullable Bill bill, List<Partner> met) {
        UUID id = event.id().value();
        UUID guest = registration.userId();
        boolean runs = event.state() == DateEventState.RUNNING;
        Calls.Linked linked = runs ? calls.linkOf(id, guest).orElse(null) : null;
        MyCall call = linked == null
                ? null
                : new MyCall(
                        linked.call().pair().partnerOf(guest),
                        "/dating/join/" + linked.token(),
                        linked.call().endsAt());
        Phase phase = Phase.of(event, registration, call != null);
        return new MyDate(
                id,
                event.title(),
                event.startsAt(),
                phase,
                registration.status(),
                registration.isPresent(),
                event.skipReason(),
                at(event, phase, call),
                1 + (phase == Phase.CALL ? event.round() : roundToCome(event)),
                event.isHeld(),
                call,
                bill,
                met);
    }

    private static @Nullable Instant at(DateEvent event, Phase phase, @Nullable MyCall call) {
        return switch (phase) {
            case SEAT, BOOKING, WAITING, COMES -> event.startsAt();
            case ASKED -> event.closesAt();
            case LOBBY, BREAK -> event.schedule().roundBegins(roundToCome(event));
            case CALL -> call == null ? null : call.endsAt();
            case CHOOSE -> event.dueAt();
            case RESULTS, OVER -> null;
        };
    }

    /** While others are in their calls, the round after that. */
    private static int roundToCome(DateEvent event) {
        boolean underWay = event.step() == Step.CHECK || event.step() == Step.END;
        return event.round() + (underWay ? 1 : 0);
    }
}
