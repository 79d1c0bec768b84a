package dev.concierge.resource.type;

/** What kind of thing a resource is, such as {@code reservation}; a business names its own. */
public record ResourceType(String value) {
    public static final String PATTERN = "^[A-Za-z][A-Za-z0-9_.-]{0,63}$";

    public ResourceType {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("resourceType: " + value + " (expected: " + PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
