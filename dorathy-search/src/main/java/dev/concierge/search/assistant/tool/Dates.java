package dev.concierge.search.assistant.tool;

import dev.concierge.platform.paging.Page;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What datemaker offers for a guest. */
interface Dates {
    @GetExchange("/dating/events")
    Page<DateToCome> list(@RequestParam int limit);

    @GetExchange("/dating/events/{event}")
    DateToCome read(@PathVariable UUID event);

    @PutExchange("/dating/events/{event}/registrations/{userId}")
    Seat register(@PathVariable UUID event, @PathVariable UUID userId, @RequestBody Register body);

    record DateToCome(
            UUID eventId,
            Instant startsAt,
            String state,
            @Nullable String title,
            @Nullable Fare fare) {}

    /** What a seat costs; amount and currency are null while that is not known. */
    record Fare(@Nullable Long amount, @Nullable String currency) {}

    record Register(@Nullable Integer age, @Nullable String side) {}

    record Seat(String status) {}
}
