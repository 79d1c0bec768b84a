package dev.concierge.datemaker.page;

import dev.concierge.datemaker.call.CallSettings;
import dev.concierge.datemaker.guest.PageKeys;
import dev.concierge.datemaker.outcome.Choose;
import dev.concierge.datemaker.outcome.ReadMatches;
import dev.concierge.datemaker.registration.AnswerForGuest;
import dev.concierge.datemaker.registration.Register;
import dev.concierge.datemaker.screen.Screen;
import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guest's page and what it does; whoever has the link is the guest it was made for. */
@RestController
@RequestMapping("/dating")
class MyController {
    private static final String EVENT = "/my/{key}/events/{event}";

    private final PageKeys pages;
    private final ReadDates readDates;
    private final Register register;
    private final AnswerForGuest answer;
    private final Choose choose;
    private final ReadMatches readMatches;
    private final CallSettings settings;
    private final Clock clock;
    private final Screen screen = Screen.of("Speed dating", List.of("room.js", "my.js"));

    MyController(
            PageKeys pages,
            ReadDates readDates,
            Register register,
            AnswerForGuest answer,
            Choose choose,
            ReadMatches readMatches,
            CallSettings settings,
            Clock clock) {
        this.pages = pages;
        this.readDates = readDates;
        this.register = register;
        this.answer = answer;
        this.choose = choose;
        this.readMatches = readMatches;
        this.settings = settings;
        this.clock = clock;
    }

    record PageLink(String url, Instant expiresAt) {}

    record MyRegistration(
            @Nullable @Size(min = 1, max = 50) String side,
            @Nullable @Size(min = 2, max = 35) String language,
            @Nullable @Min(18) @Max(120) Integer age) {}

    record MyAnswer(@NotNull Boolean confirmed) {}

    record MyPresence(@NotNull Boolean present) {}

    /** @param liked null to write a note only */
    record MyChoice(
            @Nullable Boolean liked,
            @Nullable @Size(min = 1, max = 2_000) String note) {}

    record MyReport(
            @NotNull UUID partnerId,
            @NotNull @Size(min = 1, max = 2_000) String reason) {}

    @Operation(summary = "The link to a guest's page; the same one while it serves for another month")
    @PostMapping("/pages/{userId}")
    PageLink link(@PathVariable UUID userId) {
        PageKeys.PageKey key = pages.of(userId, clock.instant());
        return new PageLink(settings.page(key.key()), key.expiresAt());
    }

    /** Whoever has a link is the guest: one that others have seen has to have an end before its time. */
    @Operation(summary = "Withdraw the links to a guest's page; the next one is another")
    @DeleteMapping("/pages/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID userId) {
        pages.withdraw(userId);
    }

    /** Holds nothing of the guest: it asks for that, and says so where the link has expired. */
    @Operation(summary = "A guest's page")
    @GetMapping(path = "/my/{key}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String key) {
        return screen.answer();
    }

    @Operation(summary = "What a guest's page shows: their events and those to come")
    @GetMapping("/my/{key}/dates")
    MyDates dates(@PathVariable String key) {
        return readDates.of(guest(key));
    }

    @Operation(summary = "Register for an event, or wait for a seat")
    @PutMapping(EVENT + "/registration")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void register(@PathVariable String key, @PathVariable UUID event, @Valid @RequestBody MyRegistration body) {
        register.register(event, guest(key), new Register.Wanted(body.side(), body.language(), body.age()), null);
    }

    @Operation(summary = "Give one's seat back")
    @DeleteMapping(EVENT + "/registration")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String key, @PathVariable UUID event) {
        answer.cancel(event, guest(key));
    }

    @Operation(summary = "Say whether one comes")
    @PostMapping(EVENT + "/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String key, @PathVariable UUID event, @Valid @RequestBody MyAnswer body) {
        answer.confirm(event, guest(key), body.confirmed());
    }

    @Operation(summary = "Say that one is there, or leaves")
    @PostMapping(EVENT + "/presence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void present(@PathVariable String key, @PathVariable UUID event, @Valid @RequestBody MyPresence body) {
        answer.present(event, guest(key), body.present());
    }

    @Operation(summary = "Like or dislike a partner, or note something about them")
    @PutMapping(EVENT + "/choices/{partnerId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(
            @PathVariable String key,
            @PathVariable UUID event,
            @PathVariable UUID partnerId,
            @Valid @RequestBody MyChoice body) {
        choose.choose(event, guest(key), partnerId, body.liked(), body.note());
    }

    @Operation(summary = "Report a partner, who is never met again")
    @PostMapping(EVENT + "/reports")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@PathVariable String key, @PathVariable UUID event, @Valid @RequestBody MyReport body) {
        choose.report(event, guest(key), body.partnerId(), body.reason());
    }

    @Operation(summary = "Those whom one chose and who chose one, with their contact data")
    @GetMapping(EVENT + "/matches")
    ReadMatches.Matches matches(@PathVariable String key, @PathVariable UUID event) {
        return readMatches.of(event, guest(key));
    }

    private UUID guest(String key) {
        return pages.guest(key, clock.instant()).orElseThrow(PageUnknown::new);
    }

    private static final class PageUnknown extends Fact {
        private PageUnknown() {
            super(Kind.NOT_FOUND, "page-unknown", "There is no page behind this link, or it has expired.");
        }
    }
}
