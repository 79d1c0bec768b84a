package dev.concierge.event.replay;

import dev.concierge.event.history.ScanHistory.Span;
import dev.concierge.event.replay.Replay.State;
import dev.concierge.platform.id.Ids;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/events/replays")
class ReplayController {
    /** Nothing that we read, or ever will, is called so. */
    private static final String PREFIX = "replay-";

    private static final int AT_ONCE = 4;
    /** Above every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final Replays replays;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    ReplayController(Replays replays, Idempotency idempotency, Ids ids, Clock clock) {
        this.replays = replays;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Tells events of the history again, to the topic replay-<name>")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ReplayView> begin(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody BeginReplay body) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> add(caller, body));
        Replay replay = found(answer.id());
        return ResponseEntity.accepted()
                .location(URI.create("/events/replays/" + replay.replayId()))
                .headers(answer.headers())
                .body(ReplayView.of(replay));
    }

    private UUID add(Caller caller, BeginReplay body) {
        if (replays.running() >= AT_ONCE) {
            throw new TooManyReplays();
        }
        Instant now = clock.instant();
        Span span = body.span(now);
        UUID replayId = ids.next();
        replays.add(new Replay(
                replayId, PREFIX + body.name(), span, State.RUNNING, 0, null, "", now, null, caller.subject()));
        return replayId;
    }

    @Operation(summary = "Replays, the newest first")
    @GetMapping
    Page<ReplayView> list(PageRequest page) {
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        return Page.of(replays.list(before, page.limit()), page, replay -> Cursor.of(replay.replayId()))
                .map(ReplayView::of);
    }

    @Operation(summary = "How far a replay is")
    @GetMapping("/{replayId}")
    ReplayView one(@PathVariable UUID replayId) {
        return ReplayView.of(found(replayId));
    }

    @Operation(summary = "Ends a replay where it is; what was told stays on its topic")
    @DeleteMapping("/{replayId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID replayId) {
        replays.cancel(found(replayId).replayId(), clock.instant());
    }

    private Replay found(UUID replayId) {
        return replays.find(replayId).orElseThrow(() -> new ReplayNotFound(replayId));
    }

    /**
     * @param name of the topic, behind replay-
     * @param from of the events' own time, inclusive
     * @param to exclusive; now when absent
     */
    record BeginReplay(
            @NotNull @Pattern(regexp = "^[a-z0-9][a-z0-9-]{0,63}$")
            String name,

            @NotNull Instant from,
            @Nullable Instant to,
            @Nullable @Size(min = 1, max = 128) String userId,
            @Nullable @Size(min = 1, max = 128) String eventName) {
        private Span span(Instant now) {
            Instant end = Objects.requireNonNullElse(to, now);
            if (from.isBefore(Instant.EPOCH)) {
                throw new InvalidInput("/from", from + " (expected: not before " + Instant.EPOCH + ")");
            }
            if (!end.isAfter(from)) {
                throw new InvalidInput("/to", end + " (expected: after from, " + from + ")");
            }
            return new Span(userId, eventName, from, end);
        }
    }

    /**
     * A replay on the wire.
     *
     * @param told how many messages so far
     * @param at of the last event that was told
     * @param failure why it rests for now
     */
    record ReplayView(
            UUID replayId,
            String topic,
            State state,
            long told,
            @Nullable Instant at,
            Instant from,
            Instant to,
            @Nullable String userId,
            @Nullable String eventName,
            String failure,
            Instant startedAt,
            @Nullable Instant endedAt,
            String askedBy) {
        private static ReplayView of(Replay replay) {
            return new ReplayView(
                    replay.replayId(),
                    replay.topic(),
                    replay.state(),
                    replay.told(),
                    replay.last() == null ? null : replay.last().at(),
                    replay.span().from(),
                    replay.span().to(),
                    replay.span().userId(),
                    replay.span().name(),
                    replay.failure(),
                    replay.startedAt(),
                    replay.endedAt(),
                    replay.askedBy());
        }
    }

    private static final class ReplayNotFound extends Fact {
        ReplayNotFound(UUID replayId) {
            super(Kind.NOT_FOUND, "replay-not-found", "There is no replay " + replayId + ".");
        }
    }

    private static final class TooManyReplays extends Fact {
        TooManyReplays() {
            super(Kind.CONFLICT, "too-many-replays", AT_ONCE + " replays are under way, as many as there may be.");
        }
    }
}
