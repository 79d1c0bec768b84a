package dev.concierge.event.history;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HistoryController {
    private final History history;
    private final AwaitEvent await;

    HistoryController(History history, AwaitEvent await) {
        this.history = history;
        this.await = await;
    }

    @Operation(summary = "Events of a guest, newest first; ?eventId narrows the list to one")
    @GetMapping("/userEvent")
    ResponseEntity<Page<UserEventView>> ofUser(
            @RequestParam String userId,
            @RequestParam(required = false) @Nullable UUID eventId,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page,
            @RequestParam(required = false) @Nullable UUID after,
            Caller caller) {
        EventFilter filter = new EventFilter(userId, eventId, name, from, to, page);
        return page(filter, after, caller);
    }

    @Operation(summary = "Events of a guest, newest first")
    @GetMapping("/users/{userId}/events")
    ResponseEntity<Page<UserEventView>> ofGuest(
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page,
            @RequestParam(required = false) @Nullable UUID after,
            Caller caller) {
        return page(new EventFilter(userId, null, name, from, to, page), after, caller);
    }

    @Operation(summary = "Events of all guests, newest first")
    @GetMapping("/events")
    ResponseEntity<Page<UserEventView>> ofAll(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page,
            @RequestParam(required = false) @Nullable UUID after,
            Caller caller) {
        return page(new EventFilter(null, null, name, from, to, page), after, caller);
    }

    @Operation(summary = "One event")
    @GetMapping("/events/{eventId}")
    UserEventView one(@PathVariable UUID eventId) {
        return UserEventView.of(history.find(eventId).orElseThrow(() -> new EventNotFound(eventId)));
    }

    @Operation(summary = "Deletes an event from the history; journeys keep what they did about it")
    @DeleteMapping("/events/{eventId}")
    @Audited
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID eventId) {
        if (!history.delete(eventId)) {
            throw new EventNotFound(eventId);
        }
    }

    private ResponseEntity<Page<UserEventView>> page(EventFilter filter, @Nullable UUID after, Caller caller) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!await.until(after, caller)) {
            answer.header("Stale", "true");
        }
        Page<UserEventView> page = Page.of(history.list(filter), filter.page(), EventFilter.Position::of)
                .map(UserEventView::of);
        return answer.body(page);
    }

    private static final class EventNotFound extends Fact {
        EventNotFound(UUID eventId) {
            super(Kind.NOT_FOUND, "event-not-found", "There is no event " + eventId + ".");
        }
    }
}
