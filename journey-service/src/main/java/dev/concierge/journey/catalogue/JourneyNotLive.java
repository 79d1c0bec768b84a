package dev.concierge.journey.catalogue;

import dev.concierge.platform.problem.Fact;

/** A journey takes nobody in at the moment. */
public final class JourneyNotLive extends Fact {
    public JourneyNotLive(Journey journey) {
        super(
                Kind.CONFLICT,
                "journey-not-live",
                "Journey " + journey.id() + " is " + journey.state().wireName() + " (expected: live).");
    }
}
