package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

/** There is no such location, or its business is none of the caller's. */
public final class LocationNotFound extends Fact {
    LocationNotFound(Place place) {
        this(place.business().value(), place.location().value());
    }

    LocationNotFound(String business, String location) {
        super(Kind.NOT_FOUND, "location-not-found", "Business " + business + " has no location " + location + ".");
    }
}
