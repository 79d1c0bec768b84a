package dev.concierge.resource.unit;

import dev.concierge.resource.directory.Place;
import java.time.Instant;

record UnitView(
        String businessId,
        String locationId,
        String unitId,
        String name,
        int capacity,
        long version,
        Instant updatedAt) {
    static UnitView of(Place place, Unit unit) {
        return new UnitView(
                place.business().value(),
                place.location().value(),
                unit.id().value(),
                unit.name(),
                unit.capacity(),
                unit.version(),
                unit.updatedAt());
    }
}
