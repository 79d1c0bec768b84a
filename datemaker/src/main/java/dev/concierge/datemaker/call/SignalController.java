package dev.concierge.datemaker.call;

import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** What the page of a call does: enter it, and find the partner's browser. */
@RestController
@RequestMapping("/dating/join/{token}")
class SignalController {
    private final Door door;
    private final EnterCall enterCall;
    private final Signals signals;
    private final Listeners listeners;
    private final IceServers iceServers;
    private final Rooms rooms;
    private final CallSettings settings;
    private final Clock clock;

    SignalController(
            Door door,
            EnterCall enterCall,
            Signals signals,
            Listeners listeners,
            IceServers iceServers,
            Rooms rooms,
            CallSettings settings,
            Clock clock) {
        this.door = door;
        this.enterCall = enterCall;
        this.signals = signals;
        this.listeners = listeners;
        this.iceServers = iceServers;
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param elsewhere where the call is if not here
     * @param calling whether this guest's browser makes the offer; the partner's answers it
     * @param after the number of the partner's last signal, none of which concerns who enters now
     */
    record Entry(
            @Nullable URI elsewhere,
            Instant now,
            Instant endsAt,
            boolean calling,
            int after,
            List<IceServers.IceServer> iceServers,
            boolean relayOnly) {}

    /** @param items in the browsers' own words */
    record SendSignals(@NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 16_384) String> items) {}

    @Operation(summary = "Enter the call as its page does; again as often as the page is opened")
    @PostMapping("/entry")
    Entry enter(@PathVariable String token) {
        Calls.Seat seat = door.underWay(token);
        enterCall.enter(seat);
        Call call = seat.call();
        UUID partner = call.pair().partnerOf(seat.guest());
        return new Entry(
                rooms.elsewhere(call.room()).orElse(null),
                clock.instant(),
                call.endsAt(),
                call.pair().one().equals(seat.guest()),
                signals.sent(call.id(), partner).last(),
                iceServers.of(call.id(), call.endsAt()),
                settings.relayOnly());
    }

    @Operation(summary = "Tell the partner's browser how to connect")
    @PostMapping("/signals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void send(@PathVariable String token, @Valid @RequestBody SendSignals body) {
        if (!signals.send(token, door.underWay(token), body.items())) {
            throw new TooManySignals();
        }
    }

    @Operation(
            summary =
                    "Wait for what the partner's browser tells, 50 at a time, or for a change of the call; at most three seconds")
    @GetMapping("/signals")
    DeferredResult<Signals.News> listen(
            @PathVariable String token, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int after) {
        Calls.Seat seat = door.seat(token);
        Signals.Listener listener = new Signals.Listener(seat.call().id(), seat.guest(), after);
        Signals.News gone = new Signals.News(seat.call().endsAt(), true, false, List.of());
        Signals.News now = signals.news(List.of(listener)).getOrDefault(listener, gone);
        if (now.over() || !now.signals().isEmpty()) {
            DeferredResult<Signals.News> answer = new DeferredResult<>();
            answer.setResult(now);
            return answer;
        }
        return listeners.listen(listener, now);
    }

    private static final class TooManySignals extends Fact {
        private TooManySignals() {
            super(Kind.CONFLICT, "too-many-signals", "This guest's browser has sent more than any call needs.");
        }
    }
}
