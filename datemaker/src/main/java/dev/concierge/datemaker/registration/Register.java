package dev.concierge.datemaker.registration;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.Format;
import dev.concierge.datemaker.notice.Chat;
import dev.concierge.datemaker.plan.Mode;
import dev.concierge.datemaker.plan.Side;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a guest a seat, or a place on the wait list. Facts are found before anything is written. */
@Component
public class Register {
    private final EventDesk desk;
    private final Registrations registrations;
    private final Clock clock;

    Register(EventDesk desk, Registrations registrations, Clock clock) {
        this.desk = desk;
        this.registrations = registrations;
        this.clock = clock;
    }

    /** @param side what the event calls it; null in events without sides */
    public record Wanted(
            @Nullable String side,
            @Nullable String language,
            @Nullable Integer age) {}

    @Transactional(noRollbackFor = Fact.class)
    public Registration register(UUID eventId, UUID user, Wanted wanted, @Nullable Chat chat) {
        DateEvent event = desk.lock(eventId);
        Instant now = clock.instant();
        Registration known =
                registrations.findById(new RegistrationId(eventId, user)).orElse(null);
        if (known != null && known.status() == Status.REMOVED) {
            throw RegistrationRefused.removed(eventId);
        }
        if (known != null && (known.status().hasSeat() || known.status() == Status.WAITING)) {
            if (chat != null) {
                known.talksIn(chat);
            }
            return known;
        }
        if (!desk.isOpen(event, now)) {
            throw RegistrationRefused.closed(eventId);
        }
        Registration.Details details = details(event.format(), wanted);
        boolean hasSeat = desk.hasSeatLeft(event, details.side());
        Registration registration;
        if (known == null) {
            registration = new Registration(new RegistrationId(eventId, user), Status.WAITING, details, chat, now);
        } else {
            known.registerAgain(Status.WAITING, details, chat, now);
            registration = known;
        }
        if (hasSeat) {
            desk.seat(event, registration);
        }
        return registrations.save(registration);
    }

    private static Registration.Details details(Format format, Wanted wanted) {
        List<FieldError> errors = new ArrayList<>();
        Side side = side(format, wanted, errors);
        Integer age = wanted.age();
        if (age == null ? format.asksForAge() : isOutside(age, format)) {
            errors.add(new FieldError(
                    "/age", age + " (expected: from " + format.youngestTaken() + " to " + format.oldestTaken() + ")"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new Registration.Details(side, wanted.language(), age);
    }

    private static @Nullable Side side(Format format, Wanted wanted, List<FieldError> errors) {
        String name = wanted.side();
        if (format.mode() == Mode.ALL) {
            if (name != null) {
                errors.add(new FieldError("/side", name + " (expected: none, this event has no sides)"));
            }
            return null;
        }
        if (name != null && name.equals(format.sideOne())) {
            return Side.ONE;
        }
        if (name != null && name.equals(format.sideOther())) {
            return Side.OTHER;
        }
        errors.add(
                new FieldError("/side", name + " (expected: " + format.sideOne() + " or " + format.sideOther() + ")"));
        return null;
    }

    private static boolean isOutside(int age, Format format) {
        return age < format.youngestTaken() || age > format.oldestTaken();
    }
}
