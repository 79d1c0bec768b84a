package dev.concierge.journey.run.store;

import java.time.Instant;
import java.util.UUID;

/** How often a guest was not let in for one reason. */
public record CountedRefusal(
        String userId, String journeyId, String reason, long times, Instant firstAt, Instant lastAt, UUID lastCause) {}
