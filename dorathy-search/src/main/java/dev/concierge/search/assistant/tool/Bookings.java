package dev.concierge.search.assistant.tool;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What resource-service offers for a guest. */
interface Bookings {
    @GetExchange("/bookings")
    Page<Booked> of(@RequestParam String userId, @RequestParam int limit);

    @GetExchange("/offers/{business}/{offer}/slots")
    FreeTimes slots(
            @PathVariable String business,
            @PathVariable UUID offer,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam int party);

    @PostExchange("/offers/{business}/{offer}/quote")
    Quote quote(@PathVariable String business, @PathVariable UUID offer, @RequestBody AskQuote body);

    @PostExchange("/bookings")
    Made hold(@RequestHeader("Idempotency-Key") String key, @RequestBody Hold body);

    @PostExchange("/bookings/{business}/{booking}/confirmation")
    Made confirm(@PathVariable String business, @PathVariable UUID booking);

    record Booked(String title, Instant from, String zone, String status) {}

    record FreeTimes(String zone, List<FreeTime> items) {}

    record FreeTime(Instant from, @Nullable Integer left) {}

    record AskQuote(int party) {}

    record Quote(long total, String currency) {}

    record Hold(String businessId, UUID offerId, Instant from, int party, UUID userId) {}

    record Made(UUID bookingId, String status, Quote quote) {}
}
