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
record SuggestionView(
        UUID suggestionId,
        boolean real,
        String guest,
        String title,
        String reason,
        Map<String, @Nullable Object> sketch,
        Suggestion.Status status,
        @Nullable UUID jobRequestId,
        Instant suggestedAt,
        @Nullable Instant decidedAt) {
    static SuggestionView of(Suggestion suggestion) {
        return new SuggestionView(
                suggestion.id().value(),
                false,
                suggestion.guest(),
                suggestion.title(),
                suggestion.reason(),
                suggestion.sketch(),
                suggestion.status(),
                suggestion.job(),
                suggestion.suggestedAt(),
                suggestion.decidedAt());
    }
}
