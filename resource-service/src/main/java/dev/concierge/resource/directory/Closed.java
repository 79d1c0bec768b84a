package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** The business or location takes no more writes. */
public final class Closed extends Fact {
    public Closed(Place place) {
        super(Kind.CONFLICT, "closed", "Business or location of " + place.joined() + " is closed.");
    }
}
