package dev.concierge.curator.request;

import dev.concierge.curator.request.DecideHelp.HelpRequestNotFound;
import dev.concierge.curator.request.HelpRequest.Status;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
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
@RequestMapping("/requests")
class HelpRequestController {
    private static final UUID LAST = new UUID(-1, -1);

    private final DecideHelp decide;
    private final HelpRequests requests;
    private final Idempotency idempotency;

    HelpRequestController(DecideHelp decide, HelpRequests requests, Idempotency idempotency) {
        this.decide = decide;
        this.requests = requests;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Ask a partner or an expert to create something for you")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<HelpRequestView> ask(
            @Valid @RequestBody AskForHelp body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> decide.ask(caller, body));
        return ResponseEntity.created(URI.create("/requests/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id(), caller));
    }

    @Operation(summary = "List requests, newest first; a guest sees what they asked and were asked")
    @GetMapping
    Page<HelpRequestView> list(
            @RequestParam(required = false) @Nullable @Size(max = 64) String from,
            @RequestParam(required = false) @Nullable @Size(max = 64) String to,
            @RequestParam(required = false) @Nullable Status status,
            PageRequest page,
            Caller caller) {
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        String party = isGuest(caller) ? caller.subject() : null;
        return Page.of(requests.list(party, from, to, status, before, page.limit()), page, last -> Cursor.of(last.id()))
                .map(HelpRequestView::of);
    }

    @Operation(summary = "Read a request")
    @GetMapping("/{helpRequestId}")
    HelpRequestView read(@PathVariable UUID helpRequestId, Caller caller) {
        return requests.findById(new HelpRequestId(helpRequestId))
                .filter(request -> !isGuest(caller) || request.isBetween(caller.subject()))
                .map(HelpRequestView::of)
                .orElseThrow(() -> new HelpRequestNotFound(helpRequestId));
    }

    @Operation(summary = "Accept what you were asked for; it becomes a draft to be filled in by PUT /experiences")
    @PostMapping("/{helpRequestId}/accept")
    HelpRequestView accept(@PathVariable UUID helpRequestId, Caller caller) {
        decide.accept(caller, helpRequestId);
        return read(helpRequestId, caller);
    }

    @Operation(summary = "Decline what you were asked for")
    @PostMapping("/{helpRequestId}/decline")
    HelpRequestView decline(@PathVariable UUID helpRequestId, Caller caller) {
        decide.decline(caller, helpRequestId);
        return read(helpRequestId, caller);
    }

    @Operation(summary = "Take back what you asked for")
    @PostMapping("/{helpRequestId}/cancel")
    HelpRequestView cancel(@PathVariable UUID helpRequestId, Caller caller) {
        decide.cancel(caller, helpRequestId);
        return read(helpRequestId, caller);
    }

    private static boolean isGuest(Caller caller) {
        return caller.kind() == Caller.Kind.GUEST;
    }
}
