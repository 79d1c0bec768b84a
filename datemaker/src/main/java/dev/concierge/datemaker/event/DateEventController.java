package dev.concierge.datemaker.event;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
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
@RequestMapping("/dating/events")
class DateEventController {
    private final PlanEvent planEvent;
    private final DateEvents events;
    private final Idempotency idempotency;
    private final Clock clock;

    DateEventController(PlanEvent planEvent, DateEvents events, Idempotency idempotency, Clock clock) {
        this.planEvent = planEvent;
        this.events = events;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Operation(summary = "Plan a date event")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DateEventView> plan(
            @Valid @RequestBody CreateDateEvent body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> planEvent.plan(body));
        return ResponseEntity.created(URI.create("/dating/events/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id()));
    }

    @Operation(summary = "List date events by their start, from now on unless told otherwise")
    @GetMapping
    Page<DateEventView> list(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable DateEventState state,
            PageRequest page) {
        Start start = Objects.requireNonNullElseGet(
                page.after(2, Start::of), () -> new Start(from == null ? clock.instant() : from, new UUID(0, 0)));
        List<DateEvent> rows = events.startingAfter(
                start.at(),
                start.id(),
                state == null ? EnumSet.allOf(DateEventState.class) : EnumSet.of(state),
                Limit.of(page.limit() + 1));
        return Page.of(rows, page, last -> Cursor.of(last.startsAt(), last.id()))
                .map(DateEventView::of);
    }

    @Operation(summary = "Read a date event")
    @GetMapping("/{event}")
    DateEventView read(@PathVariable UUID event) {
        return events.findById(new DateEventId(event))
                .map(DateEventView::of)
                .orElseThrow(() -> new DateEventNotFound(event));
    }

    /** Where a page begins: after the start and id of the last event seen. */
    private record Start(Instant at, UUID id) {
        static Start of(List<String> cursor) {
            return new Start(Times.instant(cursor.getFirst()), Numbers.uuid(cursor.getLast()));
        }
    }
}
