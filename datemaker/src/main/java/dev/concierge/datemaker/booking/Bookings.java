package dev.concierge.datemaker.booking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What resource-service does for a guest. */
interface Bookings {
    @GetExchange("/offers/{business}/{offer}")
    Offer offer(@PathVariable String business, @PathVariable UUID offer);

    @PostExchange("/offers/{business}/{offer}/quote")
    Quote quote(@PathVariable String business, @PathVariable UUID offer, @RequestBody AskQuote body);

    /** Again with the same key it answers with the same booking, whatever became of it. */
    @PostExchange("/bookings")
    Standing hold(@RequestHeader("Idempotency-Key") String key, @RequestBody Hold body);

    @PostExchange("/bookings/{business}/{booking}/confirmation")
    Standing confirm(@PathVariable String business, @PathVariable UUID booking);

    @PostExchange("/bookings/{business}/{booking}/cancellation")
    Standing cancel(@PathVariable String business, @PathVariable UUID booking, @RequestBody Cancel body);

    record Offer(Terms terms) {}

    /** @param bookedThrough the service that alone books it for guests; null where guests do */
    record Terms(@Nullable String bookedThrough) {}

    record AskQuote(int party) {}

    record Quote(long total, String currency) {}

    record Hold(String businessId, UUID offerId, Instant from, int party, UUID userId) {}

    /** @param byBusiness whether the guest gets everything back, whatever the offer says of guests who cancel */
    record Cancel(String reason, UUID userId, boolean byBusiness) {}

    /**
     * How a booking stands.
     *
     * @param version rises with each change
     * @param expiresAt until when it is held
     */
    record Standing(
            UUID bookingId,
            Instant from,
            String status,
            long version,
            Quote quote,
            @Nullable Instant expiresAt) {}
}
