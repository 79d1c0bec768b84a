package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.problem.Fact;

/** A journey has this id already. */
final class JourneyExists extends Fact {
    JourneyExists(JourneyId id) {
        super(Kind.CONFLICT, "journey-exists", "There is a journey " + id + " already; PUT makes a new version of it.");
    }
}
