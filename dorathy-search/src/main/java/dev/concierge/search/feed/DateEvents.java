package dev.concierge.search.feed;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What datemaker offers. */
interface DateEvents {
    @GetExchange("/dating/events")
    Page<DateEvent> list(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    record DateEvent(
            String eventId,
            Instant startsAt,
            String state,
            @Nullable String title) {}
}
