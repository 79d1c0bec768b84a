package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.outcome.Choices.Choice;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.registration.EventDesk;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What guests say about each other, and hear about those who chose them too. */
@RestController
@RequestMapping("/dating")
class ChoiceController {
    private final Choose choose;
    private final Choices choices;
    private final Blocks blocks;
    private final Calls calls;
    private final ReadMatches readMatches;
    private final EventDesk desk;
    private final Clock clock;

    ChoiceController(
            Choose choose,
            Choices choices,
            Blocks blocks,
            Calls calls,
            ReadMatches readMatches,
            EventDesk desk,
            Clock clock) {
        this.choose = choose;
        this.choices = choices;
        this.blocks = blocks;
        this.calls = calls;
        this.readMatches = readMatches;
        this.desk = desk;
        this.clock = clock;
    }

    /** @param liked null to write a note only */
    record ChoosePartner(
            @Nullable Boolean liked,
            @Nullable @Size(min = 1, max = 2_000) String note) {}

    record ReportPartner(
            @NotNull UUID partnerId,
            @NotNull @Size(min = 1, max = 2_000) String reason) {}

    record Reported(UUID reportId) {}

    record Chosen(List<Choice> items) {}

    record Blocked(List<UUID> items) {}

    @Operation(summary = "Like or dislike a partner, or note something about them")
    @PutMapping("/events/{event}/choices/{userId}/{partnerId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(
            @PathVariable UUID event,
            @PathVariable UUID userId,
            @PathVariable UUID partnerId,
            @Valid @RequestBody ChoosePartner body) {
        choose.choose(event, userId, partnerId, body.liked(), body.note());
    }

    @Operation(summary = "Read what a guest chose and noted")
    @GetMapping("/events/{event}/choices/{userId}")
    Chosen chosen(@PathVariable UUID event, @PathVariable UUID userId) {
        desk.find(event, userId);
        return new Chosen(choices.of(event, userId));
    }

    @Operation(summary = "Report a partner; both are never paired again, an operator looks at it")
    @PostMapping("/events/{event}/reports/{userId}")
    @ResponseStatus(HttpStatus.CREATED)
    Reported report(@PathVariable UUID event, @PathVariable UUID userId, @Valid @RequestBody ReportPartner body) {
        return new Reported(choose.report(event, userId, body.partnerId(), body.reason()));
    }

    @Operation(summary = "Those who chose a guest and whom the guest chose, with their contact data")
    @GetMapping("/events/{event}/matches/{userId}")
    ReadMatches.Matches matches(@PathVariable UUID event, @PathVariable UUID userId) {
        return readMatches.of(event, userId);
    }

    @Operation(summary = "List whom a guest has blocked")
    @GetMapping("/blocks/{userId}")
    Blocked blocked(@PathVariable UUID userId) {
        return new Blocked(blocks.of(userId));
    }

    @Operation(summary = "Never be paired again with somebody there was a call with")
    @PutMapping("/blocks/{userId}/{blockedId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@PathVariable UUID userId, @PathVariable UUID blockedId) {
        if (userId.equals(blockedId) || !calls.wereEverPaired(new Pair(userId, blockedId))) {
            throw Refusal.neverMet(blockedId);
        }
        blocks.add(userId, blockedId, clock.instant());
    }

    @Operation(summary = "Take a block back")
    @DeleteMapping("/blocks/{userId}/{blockedId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@PathVariable UUID userId, @PathVariable UUID blockedId) {
        if (!blocks.remove(userId, blockedId)) {
            throw Refusal.noBlock(blockedId);
        }
    }
}
