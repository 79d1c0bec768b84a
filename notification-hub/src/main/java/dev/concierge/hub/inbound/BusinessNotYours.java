package dev.concierge.hub.inbound;

import dev.concierge.platform.problem.Fact;

/** The caller may act for some businesses, and this is none of them. */
final class BusinessNotYours extends Fact {
    BusinessNotYours(String businessId) {
        super(Kind.FORBIDDEN, "business-not-yours", "The token does not name the business " + businessId + ".");
    }
}
