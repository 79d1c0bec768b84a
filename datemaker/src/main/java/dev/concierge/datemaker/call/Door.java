package dev.concierge.datemaker.call;

import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Who may enter a call: whoever has a link to it, while it lasts. */
@Component
class Door {
    private final Calls calls;
    private final Clock clock;

    Door(Calls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** The seat behind a link, whether the call is over or not. */
    Calls.Seat seat(String token) {
        return calls.seat(token).orElseThrow(LinkUnknown::new);
    }

    Calls.Seat underWay(String token) {
        Calls.Seat seat = seat(token);
        if (isOver(seat.call())) {
            throw new CallIsOver();
        }
        return seat;
    }

    boolean isOver(Call call) {
        Instant now = clock.instant();
        return call.endedAt() != null || !now.isBefore(call.endsAt());
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
