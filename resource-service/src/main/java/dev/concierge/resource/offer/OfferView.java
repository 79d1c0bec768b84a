package dev.concierge.resource.offer;

import java.time.Instant;
import java.util.UUID;

record OfferView(
        UUID offerId,
        String businessId,
        String locationId,
        String zone,
        long version,
        Instant createdAt,
        Instant updatedAt,
        OfferTerms terms) {
    static OfferView of(Offer offer) {
        return new OfferView(
                offer.id().value(),
                offer.place().business().value(),
                offer.place().location().value(),
                offer.openTimes().zone().getId(),
                offer.version(),
                offer.createdAt(),
                offer.updatedAt(),
                offer.terms());
    }
}
