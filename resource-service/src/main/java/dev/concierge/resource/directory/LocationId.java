package dev.concierge.resource.directory;

/** A location, unique within its business. */
record LocationId(String value) {
    LocationId {
        if (!value.matches(BusinessId.PATTERN)) {
            throw new IllegalArgumentException("locationId: " + value + " (expected: " + BusinessId.PATTERN + ")");
        }
    }

    /** The one name of business and location in paths and channels; never split it, both parts may hold hyphens. */
    String joinedTo(BusinessId business) {
        return business + "-" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
