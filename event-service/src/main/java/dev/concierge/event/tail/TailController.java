package dev.concierge.event.tail;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/events/tails")
class TailController {
    private static final int MOST = 20;
    private static final int OF_ONE_OPERATOR = 10;
    private static final int MINUTES = 10;

    private final Tails tails;
    private final TellTails tell;
    private final Ids ids;
    private final Clock clock;

    TailController(Tails tails, TellTails tell, Ids ids, Clock clock) {
        this.tails = tails;
        this.tell = tell;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Watches events come in, live on the hub's topic of the answer")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TailView begin(Caller caller, @Valid @RequestBody BeginTail body) {
        Instant now = clock.instant();
        List<Tail> live = tails.live(now);
        if (live.size() >= MOST) {
            throw new TooManyTails("There are " + MOST + " tails");
        }
        if (live.stream()
                        .filter(tail -> tail.askedBy().equals(caller.subject()))
                        .count()
                >= OF_ONE_OPERATOR) {
            throw new TooManyTails("You have " + OF_ONE_OPERATOR + " tails");
        }
        Duration life = Duration.ofMinutes(body.minutes() == null ? MINUTES : body.minutes());
        Tail tail = new Tail(ids.next(), body.name(), body.userId(), body.client(), now.plus(life), caller.subject());
        tails.add(tail);
        tell.readAgain();
        return TailView.of(tail);
    }

    @Operation(summary = "What is watched now")
    @GetMapping
    Page<TailView> list() {
        return new Page<>(tails.live(clock.instant()).stream().map(TailView::of).toList(), null);
    }

    @Operation(summary = "Ends a tail")
    @DeleteMapping("/{tailId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID tailId) {
        if (!tails.remove(tailId)) {
            throw new TailNotFound(tailId);
        }
        tell.readAgain();
    }

    /**
     * @param name of events
     * @param client whose, as events are counted by
     * @param minutes until it ends by itself; 10 when absent
     */
    record BeginTail(
            @Nullable @Size(min = 1, max = 128) String name,
            @Nullable @Size(min = 1, max = 128) String userId,
            @Nullable @Size(min = 1, max = 128) String client,
            @Nullable @Min(1) @Max(60) Integer minutes) {}

    /** @param topic to join at the hub */
    record TailView(
            UUID tailId,
            String topic,
            @Nullable String name,
            @Nullable String userId,
            @Nullable String client,
            Instant until,
            String askedBy) {
        private static TailView of(Tail tail) {
            return new TailView(
                    tail.tailId(),
                    "events:" + tail.tailId(),
                    tail.name(),
                    tail.userId(),
                    tail.client(),
                    tail.until(),
                    tail.askedBy());
        }
    }

    private static final class TailNotFound extends Fact {
        TailNotFound(UUID tailId) {
            super(Kind.NOT_FOUND, "tail-not-found", "There is no tail " + tailId + ".");
        }
    }

    private static final class TooManyTails extends Fact {
        TooManyTails(String which) {
            super(Kind.CONFLICT, "too-many-tails", which + ", as many as there may be.");
        }
    }
}
