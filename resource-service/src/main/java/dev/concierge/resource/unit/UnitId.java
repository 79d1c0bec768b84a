package dev.concierge.resource.unit;

import dev.concierge.resource.directory.BusinessId;

/** Names a unit within its location. */
public record UnitId(String value) implements Comparable<UnitId> {
    public UnitId {
        if (!value.matches(BusinessId.PATTERN)) {
            throw new IllegalArgumentException("unitId: " + value + " (expected: " + BusinessId.PATTERN + ")");
        }
    }

    @Override
    public int compareTo(UnitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
