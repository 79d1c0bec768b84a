package dev.concierge.resource.unit;

import java.time.Instant;

/**
 * What bookings take.
 *
 * @param capacity how many may have a part in it at one time
 */
public record Unit(UnitId id, String name, int capacity, long version, Instant updatedAt) {}
