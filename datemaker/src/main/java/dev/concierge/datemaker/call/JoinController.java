package dev.concierge.datemaker.call;

import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a link to a call leads: whoever has it is the guest it was sent to. */
@RestController
@RequestMapping("/dating/join")
class JoinController {
    private final Calls calls;
    private final Rooms rooms;
    private final Clock clock;

    JoinController(Calls calls, Rooms rooms, Clock clock) {
        this.calls = calls;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** A page with one button: chats fetch links to show what is behind them, and that is no guest who joins. */
    @Operation(summary = "The page behind the link to a call")
    @GetMapping(path = "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String token) {
        Call call = underWay(token).call();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", JoinPage.policy(rooms.address(call.room())))
                .body(JoinPage.of(call.endsAt()));
    }

    @Operation(summary = "Enter the call; again by the same link as long as it lasts")
    @PostMapping("/{token}")
    ResponseEntity<Void> join(@PathVariable String token) {
        Calls.Seat seat = underWay(token);
        calls.join(seat.call().id(), seat.guest(), clock.instant());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .location(rooms.address(seat.call().room()))
                .build();
    }

    private Calls.Seat underWay(String token) {
        Calls.Seat seat = calls.seat(token).orElseThrow(LinkUnknown::new);
        Instant now = clock.instant();
        if (seat.call().endedAt() != null || !now.isBefore(seat.call().endsAt())) {
            throw new CallIsOver();
        }
        return seat;
    }

    private static final class LinkUnknown extends Fact {
        private LinkUnknown() {
            super(Kind.NOT_FOUND, "link-unknown", "There is no call behind this link.");
        }
    }

    private static final class CallIsOver extends Fact {
        private CallIsOver() {
            super(Kind.CONFLICT, "call-over", "This call is over; the next one has a link of its own.");
        }
    }
}
