package dev.concierge.journey.action;

import dev.concierge.journey.definition.HttpCall;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Calls to addresses that definitions name. */
interface OutgoingCalls {
    /**
     * @param id the same whenever the call is made again; goes out as {@code Idempotency-Key}
     * @param caller the journey, which has a share of the calls under way
     */
    Outcome make(UUID id, String caller, HttpCall call);

    /** How a call ended. */
    sealed interface Outcome {}

    /** @param body missing when the answer was no JSON, or none that can be kept */
    record Success(int status, JsonNode body) implements Outcome {}

    /** @param passing whether trying again may help */
    record Failure(boolean passing, String why) implements Outcome {}
}
