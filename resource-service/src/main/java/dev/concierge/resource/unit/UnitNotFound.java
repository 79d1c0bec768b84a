package dev.concierge.resource.unit;

import dev.concierge.platform.problem.Fact;

public final class UnitNotFound extends Fact {
    public UnitNotFound(String unit) {
        super(Kind.NOT_FOUND, "unit-not-found", "There is no unit " + unit + " at this location.");
    }
}
