package dev.concierge.resource.directory;

import dev.concierge.platform.security.Caller;

/** Places as paths name them, for callers that may see them. */
public final class Places {
    private Places() {}

    /** @throws BusinessNotFound when it cannot be one, or is none of the caller's */
    public static BusinessId visible(String business, Caller caller) {
        BusinessId id = Paths.business(business);
        Tenants.of(caller).require(id);
        return id;
    }

    /** @throws LocationNotFound when the location cannot be one */
    public static Place visible(String business, String location, Caller caller) {
        return new Place(visible(business, caller), Paths.location(business, location));
    }
}
