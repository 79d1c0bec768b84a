package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

final class LocationExists extends Fact {
    LocationExists(Place place) {
        super(
                Kind.CONFLICT,
                "location-exists",
                "Business " + place.business() + " has a location " + place.location() + " already.");
    }
}
