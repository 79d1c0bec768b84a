package dev.concierge.search.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What datemaker offers. */
interface DateEvents {
    @GetExchange("/dating/events")
    Events list(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

    record Events(List<DateEvent> items, @Nullable String next) {}

    record DateEvent(
            String eventId,
            Instant startsAt,
            String state,
            @Nullable String title) {}
}
