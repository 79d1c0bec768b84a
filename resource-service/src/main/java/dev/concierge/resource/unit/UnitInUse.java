package dev.concierge.resource.unit;

import dev.concierge.platform.problem.Fact;

/** Offers or bookings need it as it is. */
final class UnitInUse extends Fact {
    UnitInUse(UnitId unit, String by) {
        super(Kind.CONFLICT, "unit-in-use", "Unit " + unit + " is needed by " + by + ".");
    }
}
