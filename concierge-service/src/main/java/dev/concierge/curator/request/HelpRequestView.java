package dev.concierge.curator.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.item.Capacity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as the two see it.
 *
 * @param from a guest's userId
 * @param to of the partner or expert
 * @param shareBasisPoints what an expert is to get of the price without taxes
 * @param jobRequestId of the draft it became
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HelpRequestView(
        UUID helpRequestId,
        String from,
        String to,
        Capacity capacity,
        @Nullable Integer shareBasisPoints,
        String message,
        HelpRequest.Status status,
        @Nullable UUID jobRequestId,
        Instant expiresAt,
        Instant askedAt,
        @Nullable Instant decidedAt) {
    static HelpRequestView of(HelpRequest request) {
        return new HelpRequestView(
                request.id().value(),
                request.asker(),
                request.helper(),
                request.capacity(),
                request.shareBasisPoints(),
                request.message(),
                request.status(),
                request.job(),
                request.expiresAt(),
                request.askedAt(),
                request.decidedAt());
    }
}
