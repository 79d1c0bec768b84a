package dev.concierge.datemaker.registration;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventNotFound;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.notice.SendNotices;
import dev.concierge.datemaker.plan.Mode;
import dev.concierge.datemaker.plan.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all changes of registrations share: the event's lock, who has a seat, who is asked. */
@Component
public class EventDesk {
    private final DateEvents events;
    private final Registrations registrations;
    private final SendNotices notices;
    private final Clock clock;

    EventDesk(DateEvents events, Registrations registrations, SendNotices notices, Clock clock) {
        this.events = events;
        this.registrations = registrations;
        this.notices = notices;
        this.clock = clock;
    }

    public DateEvent lock(UUID event) {
        return events.lock(new DateEventId(event)).orElseThrow(() -> new DateEventNotFound(event));
    }

    public Registration find(UUID event, UUID user) {
        return registrations
                .findById(new RegistrationId(event, user))
                .orElseThrow(() -> RegistrationRefused.notFound(event, user));
    }

    /** Whether seats can still be had: until an hour before the start or what was told instead of it. */
    boolean isOpen(DateEvent event, Instant now) {
        return switch (event.state()) {
            case NOT_STARTED -> now.isBefore(event.startsAt());
            case REG_CONFIRM, READY -> event.closesAt() != null && now.isBefore(event.closesAt());
            case RUNNING, FINISHED, SKIPPED -> false;
        };
    }

    boolean hasSeatLeft(DateEvent event, @Nullable Side side) {
        long taken = registrations.of(event.id().value()).stream()
                .filter(registration -> registration.status().hasSeat() && registration.side() == side)
                .count();
        return taken < event.format().seats();
    }

    public void ask(DateEvent event, List<Registration> asked) {
        Instant closesAt = Objects.requireNonNull(event.closesAt());
        Instant now = clock.instant();
        asked.forEach(registration -> registration.ask(now));
        tell(asked, Notice.askConfirmation(event.startsAt(), closesAt));
    }

    public void tell(Registration registration, Notice notice) {
        tell(List.of(registration), notice);
    }

    /** @param told of one event */
    public void tell(List<Registration> told, Notice notice) {
        if (!told.isEmpty()) {
            notices.send(
                    told.getFirst().id().eventId(),
                    told.stream()
                            .map(registration -> new SendNotices.Recipient(registration.userId(), registration.chat()))
                            .toList(),
                    notice);
        }
    }

    /** Gives the seats that have become free to those who have waited longest. */
    void promote(DateEvent event) {
        Instant now = clock.instant();
        if (!isOpen(event, now)) {
            return;
        }
        for (Registration waiting : registrations.of(event.id().value(), List.of(Status.WAITING))) {
            if (hasSeatLeft(event, waiting.side())) {
                seat(event, waiting);
                registrations.save(waiting);
            }
        }
    }

    /** A seat that is to be booked is kept until then. */
    void seat(DateEvent event, Registration registration) {
        if (event.fare() != null) {
            registration.keepForBooking();
            return;
        }
        registration.seat();
        askIfOthersAre(event, registration);
    }

    private void askIfOthersAre(DateEvent event, Registration registration) {
        if (event.state() != DateEventState.NOT_STARTED) {
            ask(event, List.of(registration));
        }
    }

    /** The seat that was kept is the guest's, unless it is too late for that. */
    public void booked(DateEvent event, Registration registration) {
        if (registration.status() != Status.BOOKING) {
            return;
        }
        if (!isOpen(event, clock.instant())) {
            unbooked(event, registration, "TOO_LATE", "Your booking came too late for this speed dating.");
            return;
        }
        registration.seat();
        tell(registration, Notice.booked(event.startsAt()));
        askIfOthersAre(event, registration);
        registrations.save(registration);
    }

    /** Without a booking there is no seat: whoever waits gets it. Who is at the event already stays. */
    public void unbooked(DateEvent event, Registration registration, String reason, String text) {
        boolean isToCome = switch (event.state()) {
            case NOT_STARTED, REG_CONFIRM, READY -> true;
            case RUNNING, FINISHED, SKIPPED -> false;
        };
        if (!isToCome || !registration.status().hasSeat()) {
            return;
        }
        registration.failToBook();
        tell(registration, Notice.takesNoPart(reason, text));
        registrations.save(registration);
        promote(event);
        closeIfAllAnswered(event);
    }

    /** If everybody has answered and enough come, there is nothing left to wait for. */
    void closeIfAllAnswered(DateEvent event) {
        if (event.state() != DateEventState.REG_CONFIRM) {
            return;
        }
        List<Status> statuses = registrations.of(event.id().value()).stream()
                .map(Registration::status)
                .toList();
        long comes = statuses.stream().filter(Status.CONFIRMED::equals).count();
        boolean open = statuses.contains(Status.ASKED)
                || statuses.contains(Status.REGISTERED)
                || statuses.contains(Status.BOOKING);
        if (!open && comes >= event.format().least()) {
            event.next(Step.CLOSE, clock.instant());
        }
    }

    /** Puts a late one where they are needed most: the group with the fewest, of their side where there are two. */
    public void seatInSmallest(DateEvent event, Registration late) {
        TreeMap<Integer, Integer> sizes = new TreeMap<>();
        for (Registration other : registrations.of(event.id().value(), List.of(Status.CONFIRMED))) {
            Integer group = other.group();
            if (group != null) {
                boolean counts = (event.format().mode() == Mode.ALL || other.side() == late.side())
                        && (event.state() != DateEventState.RUNNING || other.isPresent());
                sizes.merge(group, counts ? 1 : 0, Integer::sum);
            }
        }
        late.sitIn(sizes.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0));
    }
}
