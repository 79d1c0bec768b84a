package dev.concierge.resource.availability;

import dev.concierge.resource.opening.Span;
import dev.concierge.resource.unit.UnitId;

/** Nothing of a unit can be had then, says a calendar elsewhere. */
public record Busy(UnitId unit, Span when) {}
