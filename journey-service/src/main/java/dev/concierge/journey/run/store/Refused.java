package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Refusal;
import dev.concierge.journey.guest.UserId;
import java.util.UUID;

/**
 * A guest who was not let in.
 *
 * @param cause the event, or the run that was asked for
 */
public record Refused(UserId userId, JourneyId journeyId, Refusal reason, UUID cause) {}
