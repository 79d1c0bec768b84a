package dev.concierge.resource.directory;

record LocationView(String businessId, String locationId, String name, String zone, String state) {
    static LocationView of(Location location) {
        return new LocationView(
                location.place().business().value(),
                location.place().location().value(),
                location.name(),
                location.zone().getId(),
                BusinessView.state(location.isOpen(), location.isErasing()));
    }
}
