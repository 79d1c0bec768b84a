package dev.concierge.search.assistant.tool;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

    @GetExchange("/bookings/{business}/{booking}")
    Standing read(@PathVariable String business, @PathVariable UUID booking);

    @PostExchange("/bookings/{business}/{booking}/cancellation")
    Standing cancel(@PathVariable String business, @PathVariable UUID booking, @RequestBody Cancel body);

    @PostExchange("/bookings/{business}/{booking}/reschedule")
    Standing move(@PathVariable String business, @PathVariable UUID booking, @RequestBody Move body);

    record Booked(UUID bookingId, String businessId, String title, Instant from, String zone, String status) {
        private static final Set<String> OPEN = Set.of("held", "payment-pending", "confirmed");

        /** Whether it can be cancelled or moved. */
        boolean isOpen(Instant now) {
            return OPEN.contains(status) && from.isAfter(now);
        }
    }

    record Standing(UUID offerId, UUID userId, Instant from, String status, int party, Paid payment) {
        boolean isCancelled() {
            return status.equals("cancelled") || status.equals("refunded");
        }
    }

    /** @param refundDue what is paid back */
    record Paid(String currency, long refundDue) {}

    record Cancel(String reason, UUID userId) {}

    record Move(Instant from, UUID userId) {}

    record FreeTimes(String zone, List<FreeTime> items) {}

    record FreeTime(Instant from, @Nullable Integer left) {}

    record AskQuote(int party) {}

    record Quote(long total, String currency) {}

    record Hold(String businessId, UUID offerId, Instant from, int party, UUID userId) {}

    record Made(UUID bookingId, String status, Quote quote) {}
}
