package dev.concierge.event.definition;

import dev.concierge.platform.message.OutgoingMessage;
import java.util.UUID;

/** {@code journey.armed}: from now on every occurrence is matched with this version. */
record JourneyArmed(String journeyId, int version) {
    OutgoingMessage toMessage(UUID id) {
        return new OutgoingMessage(id, "journey-triggers", journeyId, "journey.armed", this);
    }
}
