package dev.concierge.search.availability;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** What resource-service offers. */
interface OfferAvailabilities {
    @PostExchange("/offers/availability")
    Availability check(@RequestBody Ask ask);

    record Ask(List<Offer> offers, Instant from, Instant to) {}

    record Offer(String businessId, UUID offerId) {}

    record Availability(Instant asOf, List<Free> offers) {}

    record Free(String businessId, UUID offerId, boolean available) {}
}
