package dev.concierge.resource.offer;

import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.OpenTimes;
import java.time.Instant;

/**
 * An offer as it stands.
 *
 * @param openTimes by the clock of its zone
 */
public record Offer(
        OfferId id,
        Place place,
        OfferTerms terms,
        OpenTimes openTimes,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
