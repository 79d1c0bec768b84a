package dev.concierge.resource.unit;

import dev.concierge.resource.directory.BusinessId;

/** Names a unit within its location. */
public record UnitId(String value) implements Comparable<UnitId> {
    public UnitId {
        if (!value.matches(BusinessId.PATTERN)) {
            throw new IllegalArgumentException("unitId: " + value + " (expected: " + BusinessId.PATTERN + ")");
        }
    }

    /** @throws UnitNotFound when it cannot be one */
    public static UnitId named(String path) {
        if (!path.matches(BusinessId.PATTERN)) {
            throw new UnitNotFound(path);
        }
        return new UnitId(path);
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
