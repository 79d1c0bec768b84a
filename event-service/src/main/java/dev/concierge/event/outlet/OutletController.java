package dev.concierge.event.outlet;

import dev.concierge.event.outlet.OutletPositions.Position;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.outgoing.SecretFiles;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/events/outlets")
class OutletController {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST = 100;

    private final Outlets outlets;
    private final OutletPositions positions;
    private final SecretFiles secrets;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    OutletController(
            Outlets outlets,
            OutletPositions positions,
            SecretFiles secrets,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.outlets = outlets;
        this.positions = positions;
        this.secrets = secrets;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Pushes chosen messages to an address, in order and signed, from now on")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Outlet> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SaveOutlet body) {
        body.check(secrets);
        List<Position> beginnings = positions.beginnings(OutletTypes.topicsOf(body.types()), body.since());
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> add(caller, body, beginnings));
        Outlet outlet = found(answer.id());
        return ResponseEntity.created(URI.create("/events/outlets/" + outlet.outletId()))
                .headers(answer.headers())
                .body(outlet);
    }

    private UUID add(Caller caller, SaveOutlet body, List<Position> beginnings) {
        if (outlets.count() >= MOST) {
            throw new TooManyOutlets();
        }
        UUID outletId = ids.next();
        outlets.add(body.toOutlet(outletId, 1, clock.instant(), caller.subject()));
        positions.add(outletId, beginnings);
        return outletId;
    }

    @Operation(summary = "To whom what happened is pushed")
    @GetMapping
    Page<Outlet> list(PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.after(Numbers::uuid), FIRST);
        return Page.of(outlets.list(after, page.limit()), page, outlet -> Cursor.of(outlet.outletId()));
    }

    @Operation(summary = "One outlet")
    @GetMapping("/{outletId}")
    Outlet one(@PathVariable UUID outletId) {
        return found(outletId);
    }

    @Operation(summary = "How pushing goes: up to where, what went wrong last, when it is tried again")
    @GetMapping("/{outletId}/progress")
    ProgressView progress(@PathVariable UUID outletId) {
        found(outletId);
        return ProgressView.of(outlets.health(outletId), positions.all(outletId));
    }

    @Operation(summary = "Replaces an outlet, pauses it, or lets it go on; its positions stay")
    @PutMapping("/{outletId}")
    Outlet replace(
            Caller caller,
            @PathVariable UUID outletId,
            Precondition precondition,
            @Valid @RequestBody SaveOutlet body) {
        body.check(secrets);
        if (body.since() != null) {
            throw new InvalidInput("/since", body.since(), "none: an outlet that is there keeps its positions");
        }
        Set<String> wanted = OutletTypes.topicsOf(body.types());
        Set<String> more = new TreeSet<>(wanted);
        more.removeAll(OutletTypes.topicsOf(found(outletId).types()));
        List<Position> beginnings = positions.beginnings(more, null);
        return Objects.requireNonNull(transaction.execute(_ -> {
            Outlet current = locked(outletId, precondition);
            Outlet next = body.toOutlet(outletId, current.version() + 1, clock.instant(), caller.subject());
            outlets.save(next);
            positions.keepOnly(outletId, wanted);
            positions.add(outletId, beginnings);
            return next;
        }));
    }

    @Operation(summary = "Pushes no more to it")
    @DeleteMapping("/{outletId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID outletId, Precondition precondition) {
        transaction.executeWithoutResult(
                _ -> outlets.remove(locked(outletId, precondition).outletId()));
    }

    private Outlet locked(UUID outletId, Precondition precondition) {
        Outlet current = outlets.lock(outletId).orElseThrow(() -> new OutletNotFound(outletId));
        precondition.check(current);
        return current;
    }

    private Outlet found(UUID outletId) {
        return outlets.find(outletId).orElseThrow(() -> new OutletNotFound(outletId));
    }

    /**
     * @param skipped messages that the topics no longer held when they were to be pushed, or that nobody can read
     * @param failures in a row
     * @param failure the last, or why its receiver wants no more; empty when it goes well
     * @param nextTry when there were failures
     */
    record ProgressView(
            long sent, long skipped, int failures, String failure, Instant nextTry, List<PartitionView> positions) {
        record PartitionView(String topic, int partition, long next, long sent) {}

        private static ProgressView of(Outlets.Health health, List<Position> positions) {
            return new ProgressView(
                    positions.stream().mapToLong(Position::sent).sum(),
                    positions.stream().mapToLong(Position::skipped).sum(),
                    health.failures(),
                    health.failure(),
                    health.nextTry(),
                    positions.stream()
                            .map(position -> new PartitionView(
                                    position.topic(), position.partition(), position.next(), position.sent()))
                            .toList());
        }
    }

    private static final class OutletNotFound extends Fact {
        OutletNotFound(UUID outletId) {
            super(Kind.NOT_FOUND, "outlet-not-found", "There is no outlet " + outletId + ".");
        }
    }

    private static final class TooManyOutlets extends Fact {
        TooManyOutlets() {
            super(Kind.CONFLICT, "too-many-outlets", "There are " + MOST + " outlets, as many as there may be.");
        }
    }
}
