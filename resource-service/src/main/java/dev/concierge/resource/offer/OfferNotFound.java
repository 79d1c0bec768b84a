package dev.concierge.resource.offer;

import dev.concierge.platform.problem.Fact;

/** There is no such offer, or nobody may book it at the moment. */
public final class OfferNotFound extends Fact {
    public OfferNotFound(OfferId offer) {
        super(Kind.NOT_FOUND, "offer-not-found", "There is no offer " + offer + " of " + offer.business() + ".");
    }
}
