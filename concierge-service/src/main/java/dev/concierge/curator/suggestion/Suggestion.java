package dev.concierge.curator.suggestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A thought.
 *
 * @param real never true: there is nothing behind it that could be booked
 * @param sketch what the request for it might hold
 * @param jobRequestId of the draft it became
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Suggestion(
        UUID suggestionId,
        boolean real,
        String guest,
        String title,
        String reason,
        Map<String, @Nullable Object> sketch,
        Status status,
        @Nullable UUID jobRequestId,
        Instant suggestedAt,
        @Nullable Instant decidedAt) {
    /** What the guest made of it. */
    enum Status {
        PROPOSED,
        ACCEPTED,
        DISMISSED
    }
}
