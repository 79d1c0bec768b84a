package dev.concierge.curator.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.item.Capacity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks somebody for help.
 *
 * @param from a guest's userId
 * @param to of the partner or expert
 * @param shareBasisPoints what an expert is to get of the price without taxes
 * @param jobRequestId of the draft it became
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HelpRequest(
        UUID helpRequestId,
        String from,
        String to,
        Capacity capacity,
        @Nullable Integer shareBasisPoints,
        String message,
        Status status,
        @Nullable UUID jobRequestId,
        Instant expiresAt,
        Instant askedAt,
        @Nullable Instant decidedAt) {
    /** What became of it. */
    enum Status {
        ASKED,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        CANCELLED
    }

    boolean isBetween(String guest) {
        return from.equals(guest) || to.equals(guest);
    }

    HelpRequest decided(Status decision, @Nullable UUID job, Instant at) {
        return new HelpRequest(
                helpRequestId, from, to, capacity, shareBasisPoints, message, decision, job, expiresAt, askedAt, at);
    }
}
