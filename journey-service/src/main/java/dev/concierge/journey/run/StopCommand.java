package dev.concierge.journey.run;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;

/** {@code run.stop}: ends all runs of a journey that the guest is on, but for the one that asks. */
record StopCommand(UserId userId, JourneyId journeyId, RunId by, String reason) {
    static final String TYPE = "run.stop";
}
