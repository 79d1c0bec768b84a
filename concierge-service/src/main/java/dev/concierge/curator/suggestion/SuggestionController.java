package dev.concierge.curator.suggestion;

import dev.concierge.curator.suggestion.DecideSuggestion.SuggestionNotFound;
import dev.concierge.curator.suggestion.Suggestion.Status;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/suggestions")
class SuggestionController {
    private static final UUID LAST = new UUID(-1, -1);

    private final DecideSuggestion decide;
    private final Suggestions suggestions;
    private final Idempotency idempotency;

    SuggestionController(DecideSuggestion decide, Suggestions suggestions, Idempotency idempotency) {
        this.decide = decide;
        this.suggestions = suggestions;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Suggest to a guest what they might create; nothing is made of it")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SuggestionView> propose(
            @Valid @RequestBody Propose body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> decide.propose(body));
        return ResponseEntity.created(URI.create("/suggestions/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id(), caller));
    }

    @Operation(summary = "List suggestions, newest first; a guest sees their own")
    @GetMapping
    Page<SuggestionView> list(
            @RequestParam(required = false) @Nullable Status status, PageRequest page, Caller caller) {
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        String guest = caller.kind() == Caller.Kind.GUEST ? caller.subject() : null;
        return Page.of(suggestions.list(guest, status, before, page.limit()), page, last -> Cursor.of(last.id()))
                .map(SuggestionView::of);
    }

    @Operation(summary = "Read a suggestion")
    @GetMapping("/{suggestionId}")
    SuggestionView read(@PathVariable UUID suggestionId, Caller caller) {
        return suggestions
                .findById(new SuggestionId(suggestionId))
                .filter(found -> caller.maySee(found.guest()))
                .map(SuggestionView::of)
                .orElseThrow(() -> new SuggestionNotFound(suggestionId));
    }

    @Operation(summary = "Accept a suggestion; it becomes a draft to be filled in by PUT /experiences")
    @PostMapping("/{suggestionId}/accept")
    SuggestionView accept(@PathVariable UUID suggestionId, Caller caller) {
        decide.accept(caller, suggestionId);
        return read(suggestionId, caller);
    }

    @Operation(summary = "Dismiss a suggestion")
    @PostMapping("/{suggestionId}/dismiss")
    SuggestionView dismiss(@PathVariable UUID suggestionId, Caller caller) {
        decide.dismiss(caller, suggestionId);
        return read(suggestionId, caller);
    }
}
