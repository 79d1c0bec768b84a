package dev.concierge.event.trigger;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
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
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/triggers")
class TriggerController {
    /** Before the first trigger that can be. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Triggers triggers;
    private final ChangeTriggers change;
    private final Idempotency idempotency;
    private final Ids ids;

    TriggerController(Triggers triggers, ChangeTriggers change, Idempotency idempotency, Ids ids) {
        this.triggers = triggers;
        this.change = change;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    @Operation(summary = "Adds a way into a journey")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TriggerView> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SaveTrigger body) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> {
            UUID triggerId = Objects.requireNonNullElseGet(body.triggerId(), ids::next);
            body.check(triggerId);
            change.create(triggerId, body);
            return triggerId;
        });
        Trigger trigger = found(answer.id());
        return ResponseEntity.created(URI.create("/triggers/" + trigger.id()))
                .headers(answer.headers())
                .body(TriggerView.of(trigger));
    }

    @Operation(summary = "Triggers by journey or event name")
    @GetMapping
    Page<TriggerView> list(
            @RequestParam(required = false) @Nullable String journeyId,
            @RequestParam(required = false) @Nullable String eventName,
            PageRequest page) {
        return Page.of(
                        triggers.list(
                                journeyId,
                                eventName,
                                Objects.requireNonNullElse(page.after(Numbers::uuid), FIRST),
                                Limit.of(page.limit() + 1)),
                        page,
                        trigger -> Cursor.of(trigger.id()))
                .map(TriggerView::of);
    }

    @Operation(summary = "One trigger")
    @GetMapping("/{triggerId}")
    TriggerView one(@PathVariable UUID triggerId) {
        return TriggerView.of(found(triggerId));
    }

    @Operation(summary = "Replaces a trigger; who made it hold once stays remembered")
    @PutMapping("/{triggerId}")
    TriggerView replace(@PathVariable UUID triggerId, Precondition precondition, @Valid @RequestBody SaveTrigger body) {
        body.check(triggerId);
        return TriggerView.of(change.replace(triggerId, body, precondition));
    }

    @Operation(summary = "Removes a trigger")
    @DeleteMapping("/{triggerId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID triggerId, Precondition precondition) {
        change.remove(triggerId, precondition);
    }

    private Trigger found(UUID triggerId) {
        return triggers.findById(new TriggerId(triggerId)).orElseThrow(() -> new TriggerNotFound(triggerId));
    }
}
