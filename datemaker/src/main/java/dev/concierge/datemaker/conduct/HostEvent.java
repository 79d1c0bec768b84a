package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.call.EndCalls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.datemaker.registration.Registrations;
import dev.concierge.datemaker.registration.Status;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the host of an event may do while it runs, and calling it off before. */
@Component
class HostEvent {
    private final EventDesk desk;
    private final Registrations registrations;
    private final Calls calls;
    private final EndCalls endCalls;
    private final EventLog log;
    private final Outbox outbox;
    private final Clock clock;

    HostEvent(
            EventDesk desk,
            Registrations registrations,
            Calls calls,
            EndCalls endCalls,
            EventLog log,
            Outbox outbox,
            Clock clock) {
        this.desk = desk;
        this.registrations = registrations;
        this.calls = calls;
        this.endCalls = endCalls;
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void pause(UUID id) {
        DateEvent event = running(id);
        if (!event.isHeld()) {
            event.hold(clock.instant());
            log.note(id, clock.instant(), "paused", null, Map.of());
        }
    }

    @Transactional
    public void resume(UUID id) {
        DateEvent event = running(id);
        if (event.isHeld()) {
            Duration stood = event.resume(clock.instant());
            calls.extend(id, stood);
            log.note(id, clock.instant(), "resumed", null, Map.of("seconds", stood.toSeconds()));
        }
    }

    @Transactional
    public void extend(UUID id, Duration by) {
        DateEvent event = running(id);
        event.extend(by);
        calls.extend(id, by);
        log.note(id, clock.instant(), "extended", null, Map.of("seconds", by.toSeconds()));
    }

    @Transactional
    public void remove(UUID id, UUID guest) {
        desk.lock(id);
        Registration registration = desk.find(id, guest);
        registration.remove();
        registrations.save(registration);
        Instant now = clock.instant();
        List<Call> over = calls.underWay(id).stream()
                .filter(call -> call.pair().has(guest))
                .toList();
        endCalls.end(over, now);
        log.note(id, now, "removed", guest, Map.of());
    }

    /** Calls an event off that has not begun, and tells everybody why. */
    @Transactional
    public void skip(UUID id, String reason) {
        DateEvent event = desk.lock(id);
        if (event.state() == DateEventState.RUNNING || event.dueAt() == null) {
            throw new WrongState(id, event.state());
        }
        event.skip(reason);
        List<Registration> concerned = registrations.of(
                id, EnumSet.of(Status.BOOKING, Status.REGISTERED, Status.WAITING, Status.ASKED, Status.CONFIRMED));
        desk.tell(concerned, Notice.takesNoPart("CALLED_OFF", "Your speed dating is called off: " + reason));
        log.note(id, clock.instant(), "called-off", null, Map.of("reason", reason));
        outbox.append(
                DateEventMoved.TOPIC,
                event.id().toString(),
                DateEventMoved.TYPE,
                DateEventMoved.of(event, clock.instant()));
    }

    private DateEvent running(UUID id) {
        DateEvent event = desk.lock(id);
        if (event.state() != DateEventState.RUNNING) {
            throw new WrongState(id, event.state());
        }
        return event;
    }

    private static final class WrongState extends Fact {
        private WrongState(UUID event, DateEventState state) {
            super(Kind.CONFLICT, "wrong-state", "Date event " + event + " is " + state + ".");
        }
    }
}
