package dev.concierge.curator.curation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.search.SearchBudgets;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/curations")
class CurationController {
    private final MakeCuration makeCuration;
    private final ShowCuration showCuration;
    private final Curations curations;
    private final SearchBudgets budgets;
    private final Idempotency idempotency;

    CurationController(
            MakeCuration makeCuration,
            ShowCuration showCuration,
            Curations curations,
            SearchBudgets budgets,
            Idempotency idempotency) {
        this.makeCuration = makeCuration;
        this.showCuration = showCuration;
        this.curations = curations;
        this.budgets = budgets;
        this.idempotency = idempotency;
    }

    @Operation(
            summary =
                    "Make a list for a guest, best first, each item with the reasons why; the answer is its first page")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CurationView> make(
            @Valid @RequestBody AskForCuration body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            PageRequest page,
            Caller caller) {
        if (body.query() != null && body.query().isBlank()) {
            throw new InvalidInput("/query", body.query(), "words, or no query");
        }
        page.after(CurationController::place); // refuses every cursor: those of a curation belong to its own pages
        String guest = guest(body, caller);
        budgets.spend(caller, Objects.requireNonNullElse(body.query(), "-"));
        Idempotency.Answer answer =
                idempotency.once(caller.keyspace(), key, body, () -> makeCuration.make(caller, guest, body));
        return ResponseEntity.created(URI.create("/curations/" + answer.id()))
                .headers(answer.headers())
                .body(read(
                        answer.id(),
                        PageRequest.of(null, String.valueOf(page.limit()), "/curations/" + answer.id()),
                        caller));
    }

    @Operation(summary = "Read a page of a curation; the order stays, what may not be seen any more is left out")
    @GetMapping("/{curation}")
    CurationView read(@PathVariable UUID curation, PageRequest page, Caller caller) {
        Curation found = found(curation, caller);
        int size = found.places().size();
        int from = Math.min(size, Objects.requireNonNullElse(page.after(CurationController::place), 0));
        Page<Integer> places = Page.of(
                IntStream.range(from, Math.min(size, from + page.limit() + 1))
                        .boxed()
                        .toList(),
                page,
                last -> Cursor.of(last + 1));
        return new CurationView(
                curation,
                found.guest(),
                found.query(),
                size,
                found.model(),
                found.madeAt(),
                showCuration.show(found, from, from + places.items().size()),
                places.next());
    }

    @Operation(summary = "Read one item of a curation, with the reasons why it is there")
    @GetMapping("/{curation}/items/{item}")
    CuratedItem readItem(@PathVariable UUID curation, @PathVariable UUID item, Caller caller) {
        return showCuration
                .show(found(curation, caller), item)
                .orElseThrow(() -> new CurationNotFound("There is no item " + item + " in curation " + curation + "."));
    }

    private Curation found(UUID id, Caller caller) {
        return curations
                .find(id)
                .filter(curation -> caller.maySee(curation.guest()))
                .orElseThrow(() -> new CurationNotFound("There is no curation " + id + "."));
    }

    private static int place(String text) {
        return (int) Numbers.whole(text, 0, Integer.MAX_VALUE);
    }

    private static String guest(AskForCuration body, Caller caller) {
        if (caller.kind() != Caller.Kind.GUEST) {
            if (body.guest() == null) {
                throw new InvalidInput("/guest", null, "the userId of a guest");
            }
            return body.guest();
        }
        if (body.guest() != null && !body.guest().equals(caller.subject())) {
            throw new CurationNotFound("There is no guest " + body.guest() + ".");
        }
        return caller.subject();
    }

    static final class CurationNotFound extends Fact {
        CurationNotFound(String detail) {
            super(Kind.NOT_FOUND, "curation-not-found", detail);
        }
    }

    /**
     * A page of a curation.
     *
     * @param size how many items it had when it was made
     * @param model the version that scored; none while nothing was trained
     * @param next the cursor of the following page; null on the last
     */
    record CurationView(
            UUID curationId,
            String guest,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String query,

            int size,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID model,

            Instant madeAt,
            List<CuratedItem> items,
            @Nullable String next) {}
}
