package dev.concierge.resource.resource;

/** Unique within a type at a location. */
public record ResourceId(String value) {
    public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$";

    public ResourceId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("id: " + value + " (expected: " + PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
