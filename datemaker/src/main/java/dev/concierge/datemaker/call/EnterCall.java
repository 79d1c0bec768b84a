package dev.concierge.datemaker.call;

import dev.concierge.datemaker.history.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A guest comes into their call, and leaves it; both are in the event's log. */
@Component
class EnterCall {
    private final Calls calls;
    private final EventLog log;
    private final Clock clock;

    EnterCall(Calls calls, EventLog log, Clock clock) {
        this.calls = calls;
        this.log = log;
        this.clock = clock;
    }

    @Transactional
    public void enter(Calls.Seat seat) {
        Instant now = clock.instant();
        if (calls.join(seat.call().id(), seat.guest(), now)) {
            log.noteSome(
                    seat.call().event(),
                    now,
                    "joined",
                    seat.guest(),
                    Map.of(
                            "call_id",
                            seat.call().id().toString(),
                            "again",
                            seat.call().joinedBy(seat.guest())));
        }
    }

    /** They may come back by the same link. */
    @Transactional
    public void leave(Calls.Seat seat) {
        Instant now = clock.instant();
        Instant joinedAt = seat.call().joinedAt(seat.guest());
        if (joinedAt != null && seat.call().endedAt() == null) {
            log.noteSome(
                    seat.call().event(),
                    now,
                    "left",
                    seat.guest(),
                    Map.of(
                            "call_id",
                            seat.call().id().toString(),
                            "seconds_since_joining",
                            Duration.between(joinedAt, now).toSeconds()));
        }
    }
}
