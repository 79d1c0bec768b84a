package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

final class LocationExists extends Fact {
    LocationExists(BusinessId business, LocationId location) {
        super(Kind.CONFLICT, "location-exists", "Business " + business + " has a location " + location + " already.");
    }
}
