package dev.concierge.journey.catalogue;

import dev.concierge.platform.problem.Fact;

/** Somebody else made a version in between. */
final class JourneyChanged extends Fact {
    JourneyChanged(Journey journey) {
        super(
                Kind.PRECONDITION_FAILED,
                "journey-changed",
                "Journey " + journey.id() + " is at version " + journey.latest() + ".");
    }
}
