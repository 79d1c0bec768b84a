package dev.concierge.datemaker.registration;

import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventNotFound;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dating/events/{event}/registrations")
class RegistrationController {
    private final Register register;
    private final AnswerForGuest answer;
    private final EventDesk desk;
    private final DateEvents events;
    private final Registrations registrations;

    RegistrationController(
            Register register, AnswerForGuest answer, EventDesk desk, DateEvents events, Registrations registrations) {
        this.register = register;
        this.answer = answer;
        this.desk = desk;
        this.events = events;
        this.registrations = registrations;
    }

    record RegisterGuest(
            @Nullable @Size(min = 1, max = 50) String side,
            @Nullable @Size(min = 2, max = 35) String language,
            @Nullable @Min(18) @Max(120) Integer age) {}

    record Confirm(@NotNull Boolean confirmed) {}

    record SetPresence(@NotNull Boolean present) {}

    @Operation(summary = "Register a guest, or put them on the wait list; the same again changes nothing")
    @PutMapping("/{userId}")
    RegistrationView register(
            @PathVariable UUID event, @PathVariable UUID userId, @Valid @RequestBody RegisterGuest body) {
        return RegistrationView.of(
                register.register(event, userId, new Register.Wanted(body.side(), body.language(), body.age()), null));
    }

    @Operation(summary = "Read a guest's registration")
    @GetMapping("/{userId}")
    RegistrationView read(@PathVariable UUID event, @PathVariable UUID userId) {
        return RegistrationView.of(desk.find(event, userId));
    }

    @Operation(summary = "Give a seat back")
    @DeleteMapping("/{userId}")
    RegistrationView cancel(@PathVariable UUID event, @PathVariable UUID userId) {
        return RegistrationView.of(answer.cancel(event, userId));
    }

    @Operation(summary = "Say whether a guest who was asked comes")
    @PostMapping("/{userId}/confirmation")
    RegistrationView confirm(@PathVariable UUID event, @PathVariable UUID userId, @Valid @RequestBody Confirm body) {
        return RegistrationView.of(answer.confirm(event, userId, body.confirmed()));
    }

    @Operation(summary = "Say that a guest is there, or leaves; whoever is there is paired in the next round")
    @PostMapping("/{userId}/presence")
    RegistrationView present(
            @PathVariable UUID event, @PathVariable UUID userId, @Valid @RequestBody SetPresence body) {
        return RegistrationView.of(answer.present(event, userId, body.present()));
    }

    @Operation(summary = "List the registrations of an event in their order")
    @GetMapping
    Page<RegistrationView> list(@PathVariable UUID event, PageRequest page) {
        if (events.findById(new DateEventId(event)).isEmpty()) {
            throw new DateEventNotFound(event);
        }
        Place place = Objects.requireNonNullElse(page.after(2, Place::of), Place.FIRST);
        List<Registration> rows = registrations.page(event, place.at(), place.user(), Limit.of(page.limit() + 1));
        return Page.of(rows, page, last -> Cursor.of(last.registeredAt(), last.userId()))
                .map(RegistrationView::of);
    }

    /** Where a page begins: after this registration. */
    private record Place(Instant at, UUID user) {
        static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0));

        static Place of(List<String> cursor) {
            return new Place(Times.instant(cursor.getFirst()), Numbers.uuid(cursor.getLast()));
        }
    }
}
