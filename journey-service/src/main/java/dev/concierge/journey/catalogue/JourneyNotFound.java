package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.problem.Fact;

/** No journey has this id. */
public final class JourneyNotFound extends Fact {
    public JourneyNotFound(JourneyId id) {
        super(Kind.NOT_FOUND, "journey-not-found", "There is no journey " + id + ".");
    }

    public JourneyNotFound(JourneyId id, int version) {
        super(Kind.NOT_FOUND, "journey-not-found", "There is no version " + version + " of journey " + id + ".");
    }
}
