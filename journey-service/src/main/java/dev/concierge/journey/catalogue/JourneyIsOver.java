package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.problem.Fact;

/** A journey was archived and cannot change any more. */
final class JourneyIsOver extends Fact {
    JourneyIsOver(JourneyId id) {
        super(Kind.CONFLICT, "journey-is-over", "Journey " + id + " was archived.");
    }
}
