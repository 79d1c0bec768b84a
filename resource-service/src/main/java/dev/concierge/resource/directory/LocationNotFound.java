package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

final class LocationNotFound extends Fact {
    LocationNotFound(BusinessId business, String location) {
        super(Kind.NOT_FOUND, "location-not-found", "Business " + business + " has no location " + location + ".");
    }
}
