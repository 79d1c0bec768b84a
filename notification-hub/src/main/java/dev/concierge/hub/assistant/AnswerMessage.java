package dev.concierge.hub.assistant;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A part of the assistant's answer.
 *
 * @param index 0 for the first part; they are shown in its order
 * @param content a text; for a function call anything
 */
record AnswerMessage(
        @NotNull UUID conversationId,
        @NotNull UUID messageId,
        @Min(0) @Max(100_000) int index,
        @NotNull Kind kind,
        @NotNull JsonNode content) {
    enum Kind {
        @JsonProperty("delta")
        DELTA,
        @JsonProperty("final")
        FINAL,
        @JsonProperty("function_call")
        FUNCTION_CALL,
        @JsonProperty("error")
        ERROR;

        /** The event by which screens hear of it. */
        String event() {
            return switch (this) {
                case DELTA -> "message_delta";
                case FINAL, ERROR -> "new_message";
                case FUNCTION_CALL -> "ai_function_call";
            };
        }

        boolean isLast() {
            return this == FINAL || this == ERROR;
        }
    }
}
