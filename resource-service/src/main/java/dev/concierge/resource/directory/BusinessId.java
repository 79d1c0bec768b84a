package dev.concierge.resource.directory;

/** A tenant. */
record BusinessId(String value) {
    /** Of business and location ids alike: what fits a path segment, a header, a channel name and a message key. */
    static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    BusinessId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("businessId: " + value + " (expected: " + PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
