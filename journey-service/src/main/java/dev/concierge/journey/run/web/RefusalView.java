package dev.concierge.journey.run.web;

import dev.concierge.journey.run.store.CountedRefusal;
import java.time.Instant;
import java.util.UUID;

/**
 * How often a guest was not let in for one reason, to outsiders.
 *
 * @param reason reentry, live, rate, journey-closed, journey-unknown or version-unknown
 * @param lastCause the event, or the run that was asked for
 */
record RefusalView(
        String userId, String journeyId, String reason, long times, Instant firstAt, Instant lastAt, UUID lastCause) {
    static RefusalView of(CountedRefusal refusal) {
        return new RefusalView(
                refusal.userId(),
                refusal.journeyId(),
                refusal.reason(),
                refusal.times(),
                refusal.firstAt(),
                refusal.lastAt(),
                refusal.lastCause());
    }
}
