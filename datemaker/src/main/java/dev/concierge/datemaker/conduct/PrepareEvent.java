package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.Schedule;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.guest.Guests;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.outcome.Blocks;
import dev.concierge.datemaker.plan.Grouping;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.plan.Person;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.datemaker.registration.Registrations;
import dev.concierge.datemaker.registration.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The steps of an event before its start. Each is told the instant that it was due. */
@Component
class PrepareEvent {
    private final Registrations registrations;
    private final EventDesk desk;
    private final Calls calls;
    private final Blocks blocks;
    private final Guests guests;

    PrepareEvent(Registrations registrations, EventDesk desk, Calls calls, Blocks blocks, Guests guests) {
        this.registrations = registrations;
        this.desk = desk;
        this.calls = calls;
        this.blocks = blocks;
        this.guests = guests;
    }

    /** Asks everybody who has a seat; whoever registers later is asked then. */
    void ask(DateEvent event, Instant now) {
        event.confirmUntil(event.schedule().closes(now));
        desk.ask(event, of(event, Status.REGISTERED));
        remindOrClose(event, now);
    }

    void remind(DateEvent event, Instant now) {
        Instant closesAt = Objects.requireNonNull(event.closesAt());
        Notice again = Notice.askConfirmation(event.startsAt(), closesAt);
        desk.tell(of(event, Status.ASKED), again);
        remindOrClose(event, now);
    }

    private static void remindOrClose(DateEvent event, Instant now) {
        Schedule schedule = event.schedule();
        Instant closesAt = Objects.requireNonNull(event.closesAt());
        schedule.reminderAfter(now, closesAt)
                .ifPresentOrElse(at -> event.next(Step.REMIND, at), () -> event.next(Step.CLOSE, closesAt));
    }

    /** Decides who takes part. Nobody who said yes, or still waits, is left without a word. */
    void close(DateEvent event) {
        dropUnbooked(event);
        lapse(
                of(event, Status.ASKED, Status.REGISTERED),
                Notice.takesNoPart("NOT_CONFIRMED", "Your seat is gone: you did not say that you come."));
        List<Registration> confirmed = of(event, Status.CONFIRMED);
        Grouping grouping = group(event, confirmed);
        int seated = grouping.groups().stream().mapToInt(List::size).sum();
        if (seated < event.format().least()) {
            event.skip("TOO_FEW");
            desk.tell(
                    of(event, Status.CONFIRMED, Status.WAITING),
                    Notice.takesNoPart(
                            "TOO_FEW", "Your speed dating does not take place: too few said that they come."));
            return;
        }
        event.takesPlace();
        desk.tell(of(event, Status.CONFIRMED), Notice.takesPart(event.startsAt()));
    }

    /** Those who came after an early close and have no seat by now hear that too. */
    void sendRules(DateEvent event) {
        dropUnbooked(event);
        lapse(
                of(event, Status.ASKED, Status.REGISTERED, Status.WAITING),
                Notice.takesNoPart(
                        "NO_SEAT", "Your speed dating starts without you: no seat is left, or not confirmed."));
        desk.tell(of(event, Status.CONFIRMED), Notice.rules(event.schedule().roundBegins(0)));
        event.next(Step.ROUND, event.schedule().roundBegins(0));
    }

    /** Seats people in groups; those for whom the sides do not come out even are told so. */
    Grouping group(DateEvent event, List<Registration> people) {
        Map<UUID, Registration> byId = new HashMap<>();
        people.forEach(registration -> byId.put(registration.userId(), registration));
        Set<Pair> apart = new HashSet<>(calls.met(event.id().value(), event.series()));
        apart.addAll(blocks.among(byId.keySet()));
        List<Person> alike = Suitability.of(people, guests).alike().stream()
                .map(Registration::person)
                .toList();
        List<Person> precedence = people.stream().map(Registration::person).toList();
        Grouping grouping = Grouping.of(
                event.format().mode(), alike, precedence, event.format().size(), apart);
        for (int number = 0; number < grouping.groups().size(); number++) {
            for (Person person : grouping.groups().get(number)) {
                Objects.requireNonNull(byId.get(person.id())).sitIn(number);
            }
        }
        if (!grouping.groups().isEmpty()) {
            for (Person person : grouping.leftOver()) {
                Registration leftOver = Objects.requireNonNull(byId.get(person.id()));
                leftOver.leaveOver();
                desk.tell(leftOver, Notice.takesNoPart("SIDES_UNEVEN", "Too many of your side came."));
            }
        }
        return grouping;
    }

    /** A seat that is not booked by now goes to nobody: it is too late to be asked. */
    private void dropUnbooked(DateEvent event) {
        List<Registration> unbooked = of(event, Status.BOOKING);
        unbooked.forEach(Registration::failToBook);
        desk.tell(unbooked, Notice.takesNoPart("NOT_BOOKED", "Your seat is gone: its booking was not paid in time."));
    }

    private void lapse(List<Registration> people, Notice why) {
        people.forEach(Registration::lapse);
        desk.tell(people, why);
    }

    private List<Registration> of(DateEvent event, Status first, Status... more) {
        return registrations.of(event.id().value(), EnumSet.of(first, more));
    }
}
