package dev.concierge.resource.directory;

/** Ids as paths name them: what cannot be one names nothing. */
final class Paths {
    private Paths() {}

    static BusinessId business(String business) {
        if (!business.matches(BusinessId.PATTERN)) {
            throw new BusinessNotFound(business);
        }
        return new BusinessId(business);
    }

    /** Of a business that is there. */
    static LocationId location(String business, String location) {
        if (!location.matches(BusinessId.PATTERN)) {
            throw new LocationNotFound(business, location);
        }
        return new LocationId(location);
    }
}
