package dev.concierge.datemaker.registration;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A guest says whether they come, or that they do not after all, or that they are there. */
@Component
public class AnswerForGuest {
    private final EventDesk desk;
    private final Registrations registrations;
    private final Clock clock;

    AnswerForGuest(EventDesk desk, Registrations registrations, Clock clock) {
        this.desk = desk;
        this.registrations = registrations;
        this.clock = clock;
    }

    @Transactional(noRollbackFor = Fact.class)
    public Registration confirm(UUID eventId, UUID user, boolean comes) {
        DateEvent event = desk.lock(eventId);
        Registration registration = desk.find(eventId, user);
        Status status = registration.status();
        if (status == (comes ? Status.CONFIRMED : Status.DECLINED)) {
            return registration;
        }
        if (status != Status.ASKED && status != Status.CONFIRMED) {
            throw RegistrationRefused.notAsked(eventId);
        }
        registration.answer(comes, clock.instant());
        if (comes && event.state() == DateEventState.READY) {
            desk.seatInSmallest(event, registration);
            desk.tell(registration, Notice.takesPart(event.startsAt()));
        }
        registrations.save(registration);
        afterwards(event);
        return registration;
    }

    @Transactional(noRollbackFor = Fact.class)
    public Registration cancel(UUID eventId, UUID user) {
        DateEvent event = desk.lock(eventId);
        Registration registration = desk.find(eventId, user);
        if (registration.status() == Status.REMOVED || registration.status() == Status.CANCELLED) {
            return registration;
        }
        registration.cancel(clock.instant());
        registrations.save(registration);
        afterwards(event);
        return registration;
    }

    /** @param there false when they leave */
    @Transactional(noRollbackFor = Fact.class)
    public Registration present(UUID eventId, UUID user, boolean there) {
        DateEvent event = desk.lock(eventId);
        Registration registration = desk.find(eventId, user);
        boolean runs = event.state() == DateEventState.READY || event.state() == DateEventState.RUNNING;
        if (registration.status() != Status.CONFIRMED || !runs) {
            throw RegistrationRefused.notExpected(eventId);
        }
        if (there) {
            registration.arrive();
            if (event.state() == DateEventState.RUNNING && registration.group() == null) {
                desk.seatInSmallest(event, registration);
            }
        } else {
            registration.leave();
        }
        return registrations.save(registration);
    }

    private void afterwards(DateEvent event) {
        desk.promote(event);
        desk.closeIfAllAnswered(event);
    }
}
