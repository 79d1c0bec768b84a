package dev.concierge.datemaker.bot;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.event.Fare;
import dev.concierge.datemaker.notice.Expectations;
import dev.concierge.datemaker.notice.SendNotices;
import dev.concierge.datemaker.outcome.Choose;
import dev.concierge.datemaker.registration.AnswerForGuest;
import dev.concierge.datemaker.registration.Register;
import dev.concierge.datemaker.registration.Registration;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** What each command of a chat does, and what data means that was expected from it. */
@Component
class CarryOut {
    private static final int LISTED = 20;
    private static final int LONGEST_NOTE = 2_000;
    private static final Set<DateEventState> OPEN =
            EnumSet.of(DateEventState.NOT_STARTED, DateEventState.REG_CONFIRM, DateEventState.READY);

    private final DateEvents events;
    private final Register register;
    private final AnswerForGuest answer;
    private final Choose choose;
    private final Expectations expectations;
    private final SendNotices notices;
    private final Clock clock;

    CarryOut(
            DateEvents events,
            Register register,
            AnswerForGuest answer,
            Choose choose,
            Expectations expectations,
            SendNotices notices,
            Clock clock) {
        this.events = events;
        this.register = register;
        this.answer = answer;
        this.choose = choose;
        this.expectations = expectations;
        this.notices = notices;
        this.clock = clock;
    }

    void carryOut(ChatMessage message) {
        if (message.command() == null) {
            handleData(message);
            return;
        }
        switch (message.command()) {
            case "list_events" -> listEvents(message);
            case "register_event" -> register(message);
            case "cancel_registration" -> {
                UUID event = message.requireEvent();
                Registration registration = answer.cancel(event, message.user());
                reply(message, event, "registration_cancelled", success(event, registration));
            }
            case "confirm_registration" -> confirm(message, message.requireEvent(), message.flag("confirmed"));
            case "set_ready" ->
                answer.present(
                        message.requireEvent(),
                        message.user(),
                        Objects.requireNonNullElse(message.flag("ready"), true));
            case "like" -> choose(message, true);
            case "dislike" -> choose(message, false);
            case "report" -> {
                String reason = message.text("reason", LONGEST_NOTE);
                if (reason == null) {
                    throw new InvalidInput("/reason", null, "what happened");
                }
                choose.report(message.requireEvent(), message.user(), message.requirePartner(), reason);
            }
            default -> throw new InvalidInput("", message.command(), "one of the commands in contracts/README.md");
        }
    }

    private void listEvents(ChatMessage message) {
        List<Map<String, Object>> listed =
                events.startingAfter(clock.instant(), new UUID(0, 0), OPEN, Limit.of(LISTED)).stream()
                        .map(CarryOut::shown)
                        .toList();
        reply(message, null, "event_list", Map.of("events", listed));
    }

    private static Map<String, Object> shown(DateEvent event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("event_id", event.id().toString());
        shown.put("starts_at", event.startsAt().toString());
        shown.put("state", event.state().name());
        put(shown, "title", event.title());
        put(shown, "side_one", event.format().sideOne());
        put(shown, "side_other", event.format().sideOther());
        put(shown, "language", event.format().language());
        put(shown, "youngest", event.format().youngest());
        put(shown, "oldest", event.format().oldest());
        Fare fare = event.fare();
        if (fare != null) {
            put(shown, "price", fare.amount());
            put(shown, "currency", fare.currency());
        }
        return shown;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private void register(ChatMessage message) {
        UUID event = message.requireEvent();
        Registration registration = register.register(
                event,
                message.user(),
                new Register.Wanted(side(event, message), message.text("language", 35), message.whole("age")),
                message.chat());
        reply(message, event, "user_registered", success(event, registration));
    }

    /** By its name, or by its number where a name is too long for a button. */
    private @Nullable String side(UUID event, ChatMessage message) {
        Integer number = message.whole("side_number");
        if (number == null) {
            return message.text("side", 50);
        }
        if (number != 1 && number != 2) {
            throw new InvalidInput("/side_number", number, "1 or 2");
        }
        return events.findById(new DateEventId(event))
                .map(DateEvent::format)
                .map(format -> number == 1 ? format.sideOne() : format.sideOther())
                .orElse(null);
    }

    private void confirm(ChatMessage message, UUID event, @Nullable Boolean comes) {
        Registration registration = answer.confirm(event, message.user(), Objects.requireNonNullElse(comes, true));
        reply(message, event, "registration_confirmed", success(event, registration));
        expectations.handled(message.chat());
    }

    private void choose(ChatMessage message, boolean liked) {
        choose.choose(
                message.requireEvent(),
                message.user(),
                message.requirePartner(),
                liked,
                message.text("note", LONGEST_NOTE));
    }

    private void handleData(ChatMessage message) {
        Expectations.Expected expected = expectations
                .find(message.chat())
                .filter(found -> found.userId().equals(message.user()))
                .orElseThrow(
                        () -> new InvalidInput("", message.data(), "a command: no data is expected from this message"));
        switch (expected.kind()) {
            case CONFIRMATION -> {
                Boolean comes = message.flag("confirmed");
                if (comes == null) {
                    throw new InvalidInput("/confirmed", null, "true or false");
                }
                confirm(message, expected.eventId(), comes);
            }
            case RATING -> {
                UUID about = message.data().has("partner_id") ? message.requirePartner() : expected.partnerId();
                choose.choose(
                        expected.eventId(),
                        message.user(),
                        Objects.requireNonNull(about),
                        message.flag("liked"),
                        message.text("note", LONGEST_NOTE));
                expectations.handled(message.chat());
            }
        }
    }

    private void reply(ChatMessage message, @Nullable UUID event, String command, Map<String, Object> data) {
        notices.reply(event, message.user(), message.chat(), command, data);
    }

    private static Map<String, Object> success(UUID event, Registration registration) {
        return Map.of(
                "success", true,
                "event_id", event.toString(),
                "status", registration.status().name());
    }
}
