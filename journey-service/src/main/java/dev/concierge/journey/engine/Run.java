package dev.concierge.journey.engine;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import java.util.UUID;

/**
 * A guest's way through a version of a journey.
 *
 * @param cause the event that let the guest in; at most one run per journey
 */
public record Run(RunId id, JourneyId journeyId, int version, UserId userId, UUID cause, RunState state) {
    Run in(RunState newState) {
        return new Run(id, journeyId, version, userId, cause, newState);
    }

    public boolean hasExited() {
        return state instanceof RunState.Exited;
    }
}
