package dev.concierge.search.assistant.tool;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What event-service offers of a guest. */
interface GuestEvents {
    @GetExchange("/users/{userId}/events")
    Page<GuestEvent> of(@PathVariable String userId, @RequestParam int limit);

    record GuestEvent(String eventName, Instant eventAt) {}
}
