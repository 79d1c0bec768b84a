package dev.concierge.resource.directory;

record LocationView(String businessId, String locationId, String name, String zone) {
    static LocationView of(Location location) {
        return new LocationView(
                location.business().value(),
                location.id().value(),
                location.name(),
                location.zone().getId());
    }
}
